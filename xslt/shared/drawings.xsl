<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- SVG within a text: what of it only draws. Anything else (scripts, motion, foreign objects, pictures from elsewhere,
       style sheets) is no drawing. -->

  <xsl:variable name="e:shapes" as="xs:string*" select="tokenize(
    'svg g defs title desc path rect circle ellipse line polyline polygon text tspan use symbol marker clipPath linearGradient
     radialGradient stop a')"/>

  <!-- What may be written on a shape, as an attribute or as a property of its style: geometry and paint. -->
  <xsl:variable name="e:paints" as="xs:string*" select="tokenize(
    'x y x1 y1 x2 y2 cx cy r rx ry fx fy d dx dy rotate points width height viewBox preserveAspectRatio transform pathLength
     fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap
     stroke-linejoin stroke-miterlimit opacity font-family font-size font-style font-weight font-variant letter-spacing
     text-anchor text-decoration dominant-baseline textLength lengthAdjust offset stop-color stop-opacity
     gradientUnits gradientTransform spreadMethod clip-path clip-rule clipPathUnits marker-start marker-mid marker-end
     markerUnits markerWidth markerHeight orient refX refY')"/>

  <!-- A shape that is used again uses no other: a few lines would otherwise draw millions. -->
  <xsl:function name="e:is-drawing" as="xs:boolean">
    <xsl:param name="drawing" as="element(svg:svg)"/>
    <xsl:sequence select="
      (every $shape in $drawing/descendant-or-self::* satisfies exists($shape/self::svg:*[local-name() = $e:shapes]))
      and empty($drawing/descendant-or-self::*/@*[starts-with(local-name(), 'on')
        or contains(., 'url(') and not(matches(., 'url\(\s*[&quot;'']?#'))
        or local-name() = 'href' and not(starts-with(., '#') or parent::svg:a)])
      and empty($drawing//*[@id][.//svg:use])
      and count($drawing//@id) = count(distinct-values($drawing//@id))"/>
  </xsl:function>

  <xsl:template match="svg:*" mode="e:drawing" as="element()">
    <xsl:param name="e:prefix" as="xs:string" select="''" tunnel="yes"/>
    <xsl:element name="{if (self::svg:a) then 'g' else local-name()}" namespace="http://www.w3.org/2000/svg">
      <xsl:for-each select="@style ! tokenize(., ';')">
        <xsl:variable name="property" as="xs:string" select="normalize-space(substring-before(., ':'))"/>
        <xsl:if test="$property = $e:paints">
          <xsl:attribute name="{$property}" select="e:repointed(normalize-space(substring-after(., ':')), $e:prefix)"/>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="@*[namespace-uri() = ''][local-name() = $e:paints]">
        <xsl:attribute name="{local-name()}" select="e:repointed(., $e:prefix)"/>
      </xsl:for-each>
      <xsl:for-each select="@id">
        <xsl:attribute name="id" select="$e:prefix || string-join(tokenize(.), '-')"/>
      </xsl:for-each>
      <xsl:for-each select="@*[local-name() = 'href'][not(parent::svg:a)][1]">
        <xsl:attribute name="href" select="'#' || $e:prefix || substring(., 2)"/>
      </xsl:for-each>
      <xsl:apply-templates mode="e:drawing"/>
    </xsl:element>
  </xsl:template>

  <!-- A paint that is another shape of the drawing. -->
  <xsl:function name="e:repointed" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:sequence select="replace($value, 'url\(\s*[&quot;'']?#([^)&quot;'']*)[&quot;'']?\s*\)', 'url(#' || $prefix || '$1)')"/>
  </xsl:function>

</xsl:stylesheet>
