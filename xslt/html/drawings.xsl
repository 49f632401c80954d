<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- SVG within a text. What only draws, is drawn; a drawing that does anything else is shown as code, like every other
       vocabulary. -->

  <xsl:key name="e:drawn" match="svg:svg[.//@id]" use="'any'"/>

  <xsl:template match="svg:svg[e:is-drawing(.)]" mode="e:content" as="element(svg:svg)" priority="2">
    <xsl:variable name="drawn" as="element(svg:svg)">
      <xsl:apply-templates select="." mode="e:drawing">
        <!-- Ids of several drawings on a page stay apart. -->
        <xsl:with-param name="e:prefix" tunnel="yes" select="if (.//@id) then '-svg-' || 1 + count(key('e:drawn', 'any')[. &lt;&lt; current()]) || '-' else ''"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:copy select="$drawn">
      <xsl:attribute name="class" select="'drawing'"/>
      <xsl:if test="empty(@viewBox) and @width castable as xs:decimal and @height castable as xs:decimal">
        <xsl:attribute name="viewBox" select="0, 0, @width, @height"/>
      </xsl:if>
      <xsl:if test="not(normalize-space())">
        <xsl:attribute name="role" select="'img'"/>
        <xsl:attribute name="aria-label" select="(ancestor::tei:figure[1]/(tei:figDesc, tei:head)[1] ! e:plain(.)[.], e:element-label('figure'))[1]"/>
      </xsl:if>
      <xsl:sequence select="$drawn/(@*, node())"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
