<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- SVG within a text: what only draws is a picture, with its own title and description below or behind it. Of anything
       else there are its words. -->

  <xsl:template match="svg:svg[e:is-drawing(.)]" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:drawing(., 'picture')"/>
    <xsl:for-each select=".//(svg:title | svg:desc)[normalize-space()]">
      <xsl:sequence select="map{'t': 'p', 'c': array{string(.)}}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="svg:svg[e:is-drawing(.)]" mode="e:inlines" as="item()*">
    <xsl:sequence select="e:drawing(., 'drawing'), .//(svg:title | svg:desc)/string()"/>
  </xsl:template>

  <xsl:function name="e:drawing" as="map(*)">
    <xsl:param name="drawing" as="element(svg:svg)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="drawn" as="element(svg:svg)">
      <xsl:apply-templates select="$drawing" mode="e:drawing"/>
    </xsl:variable>
    <xsl:variable name="sized" as="element(svg:svg)">
      <xsl:copy select="$drawn">
        <xsl:sequence select="@* except (@width, @height), (@width, @height)[e:is-length(.)], node() except (svg:title, svg:desc)"/>
      </xsl:copy>
    </xsl:variable>
    <xsl:variable name="words" as="xs:string*" select="
      $drawing/(svg:title, svg:desc) ! normalize-space(.),
      $drawing/ancestor::tei:figure[1]/(tei:figDesc, tei:head) ! e:plain(.)"/>
    <xsl:sequence select="map{'t': $type, 'svg': serialize($sized), 'alt': ($words[.], e:element-label('graphic'))[1]}"/>
  </xsl:function>

  <!-- Whether a side of a drawing says how long it is; a part of the page is no size of a picture. -->
  <xsl:function name="e:is-length" as="xs:boolean">
    <xsl:param name="side" as="attribute()"/>
    <xsl:sequence select="matches($side, '^\s*0*[1-9]\d{0,4}(\.\d+)?\s*(px|pt|pc|mm|cm|in)?\s*$')"/>
  </xsl:function>

</xsl:stylesheet>
