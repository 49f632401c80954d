<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- What stands between a part of an entry of a dictionary and the next one, where the source has no mark there: a comma
       between forms and between translations, a colon before the examples of a definition, else a semicolon. -->
  <xsl:function name="e:joint" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="next" as="node()?" select="
      $element[self::tei:orth or self::tei:cit or self::tei:def]/following-sibling::node()[self::* or self::text()[normalize-space()]][1]"/>
    <xsl:variable name="example" as="xs:boolean" select="exists($next/self::tei:cit[not(starts-with(@type, 'trans'))])"/>
    <xsl:choose>
      <xsl:when test="$element/self::tei:orth">
        <xsl:sequence select="e:label('separator.list')[$next/self::tei:orth]"/>
      </xsl:when>
      <xsl:when test="not($next/self::tei:cit or $next/self::tei:def) or matches($element, '[.,;:!?]\s*$')"/>
      <xsl:when test="$element/self::tei:cit[starts-with(@type, 'trans')] and $next/self::tei:cit/@type = $element/@type">
        <xsl:sequence select="e:label('separator.list')"/>
      </xsl:when>
      <xsl:when test="$element/self::tei:def and $example">
        <xsl:sequence select="e:label('colon')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:label('separator.values')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
