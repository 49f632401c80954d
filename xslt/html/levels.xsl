<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:me="http://www.menota.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The three levels on which the Medieval Nordic Text Archive gives each word (Menota handbook 3.0, ch. 4): as it is
       written, with its abbreviations solved, in normalised spelling. They are forms of a choice like those of TEI, and
       switched by the same switches. -->

  <xsl:template match="me:facs | me:dipl | me:norm" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="reading" as="xs:string?" select="e:level(.)"/>
      <xsl:if test="$reading">
        <xsl:attribute name="data-reading" select="$reading"/>
        <xsl:attribute name="title" select="../(me:facs | me:dipl | me:norm)[not(. is current())] ! e:text-of-level(.)" separator=" · "/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

  <!-- The level as the switches know it; none where there is no other. -->
  <xsl:function name="e:level" as="xs:string?">
    <xsl:param name="form" as="element()"/>
    <xsl:variable name="others" as="element()*" select="$form/parent::tei:choice/(me:facs | me:dipl | me:norm) except $form"/>
    <xsl:sequence select="
      if (empty($others)) then ()
      else if ($form/self::me:norm) then 'regularised'
      else if ($form/self::me:dipl) then (if ($others/self::me:facs) then 'expanded' else 'original')
      else if ($others/self::me:dipl) then 'abbreviated' else 'original'"/>
  </xsl:function>

  <xsl:function name="e:text-of-level" as="xs:string">
    <xsl:param name="form" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($form//text()))"/>
  </xsl:function>

</xsl:stylesheet>
