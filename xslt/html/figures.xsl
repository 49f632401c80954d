<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Pictures, formulas, music. -->

  <!-- A figure: pictures, then what is said of them. -->
  <xsl:template match="tei:figure" mode="e:content" as="element()">
    <xsl:variable name="block" as="xs:boolean" select="e:is-block(.)"/>
    <xsl:element name="{if ($block) then 'figure' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A small picture that stands for a word, in a chat. -->
  <xsl:template match="tei:figure[@type = ('emoji', 'emoticon')]" mode="e:content" as="element(h:span)" priority="1">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="tei:head/node(), * except tei:head" mode="e:content"/>
    </span>
  </xsl:template>

  <!-- A picture: one of ours is shown, one elsewhere is a link, one that is missing says so. -->
  <xsl:template match="tei:graphic | tei:media" mode="e:content" as="element()*">
    <xsl:variable name="address" as="xs:string" select="string(@url)"/>
    <xsl:variable name="image" as="map(*)?" select="$document?images?($address)"/>
    <xsl:variable name="words" as="xs:string" select="string((tei:desc, ../tei:figDesc, ../tei:head)[1] ! e:plain(.))"/>
    <xsl:choose>
      <xsl:when test="$image?kind = 'local'">
        <xsl:sequence select="e:picture($image, ($words[.], e:element-label('graphic'))[1])"/>
      </xsl:when>
      <xsl:when test="$image?href">
        <a class="graphic" href="{$image?href}" rel="external" data-generated=""><xsl:value-of select="e:label('picture.elsewhere')"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="graphic missing" data-generated="">[<xsl:value-of select="e:label('picture.missing')"/>]</span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="*" mode="e:content"/>
  </xsl:template>

  <xsl:function name="e:picture" as="element(h:a)" visibility="public">
    <xsl:param name="image" as="map(*)"/>
    <xsl:param name="words" as="xs:string"/>
    <a class="graphic" href="{e:asset($image?src)}" data-generated="">
      <img src="{e:asset(($image?thumb, $image?src)[1])}" alt="{$words}" loading="lazy">
        <xsl:for-each select="'width', 'height'">
          <xsl:variable name="size" as="item()?" select="($image?('thumb-' || .), $image?(.))[1]"/>
          <xsl:if test="exists($size)">
            <xsl:attribute name="{.}" select="$size"/>
          </xsl:if>
        </xsl:for-each>
      </img>
    </a>
  </xsl:function>

  <!-- MathML is what browsers set; anything else in a formula is its source. -->
  <xsl:template match="m:math" mode="e:content" as="element()" priority="2" xmlns:m="http://www.w3.org/1998/Math/MathML">
    <xsl:apply-templates select="." mode="e:mathml"/>
  </xsl:template>

  <xsl:template match="m:*" mode="e:mathml" as="element()" xmlns:m="http://www.w3.org/1998/Math/MathML">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:sequence select="@mathvariant, @display, @stretchy, @columnspan, @rowspan, @linethickness, @dir, @accent, @accentunder, @encoding"/>
      <xsl:apply-templates mode="e:mathml"/>
    </xsl:element>
  </xsl:template>

  <!-- Nothing acts on a page; what is acted on stands. An annotation belongs to semantics. -->
  <xsl:template match="m:maction | m:annotation[not(parent::m:semantics)] | m:annotation-xml[not(parent::m:semantics)]" mode="e:mathml"
      as="element()" priority="1" xmlns:m="http://www.w3.org/1998/Math/MathML">
    <xsl:element name="mrow" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="e:mathml"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*" mode="e:mathml" as="node()*" priority="-1">
    <xsl:apply-templates mode="e:mathml"/>
  </xsl:template>

  <!-- A formula: MathML is set; TeX and other notations are their own source. -->
  <xsl:template match="tei:formula" mode="e:content" as="element()">
    <xsl:variable name="source" as="xs:boolean" select="exists(@notation) and empty(*)"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else if ($source) then 'code' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="$source">
        <xsl:attribute name="title" select="@notation"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Music: what leads to it, what is said of it, and its source as code. -->
  <xsl:template match="tei:notatedMusic" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated=""><xsl:value-of select="e:element-label('notatedMusic')"/><xsl:text> </xsl:text></span>
      <xsl:for-each select="node()">
        <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="." mode="e:content"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- Film and sound are links: nothing plays by itself. -->
  <xsl:template match="tei:media[@url]" mode="e:content" as="element()+" priority="1">
    <xsl:variable name="address" as="xs:string" select="string(@url)"/>
    <xsl:variable name="image" as="map(*)?" select="$document?images?($address)"/>
    <xsl:variable name="kind" as="xs:string" select="
      if (starts-with(@mimeType, 'video')) then 'watch' else if (starts-with(@mimeType, 'audio')) then 'hear' else 'open'"/>
    <xsl:choose>
      <xsl:when test="starts-with(@mimeType, 'image') or $image?kind = 'local'">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="href" as="xs:string?" select="($image?href, $image?src ! e:asset(.), $address[matches(., '^https?://\S+$')])[1]"/>
        <xsl:element name="{if ($href and not(e:is-in-link(.))) then 'a' else 'span'}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:attribute name="data-generated" select="''"/>
          <xsl:if test="$href and not(e:is-in-link(.))">
            <xsl:attribute name="href" select="$href"/>
          </xsl:if>
          <xsl:value-of select="e:label('media.' || $kind) || e:label('colon') || replace($address, '^.*/', '')"/>
        </xsl:element>
        <xsl:apply-templates select="*" mode="e:content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Data in letters: text of the source that nobody reads, folded away. -->
  <xsl:template match="tei:binaryObject" mode="e:content e:header" as="element(h:details)">
    <details>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <summary data-generated=""><xsl:value-of select="string-join((e:label('embedded-data'), @mimeType), ' · ')"/></summary>
      <xsl:apply-templates mode="e:content"/>
    </details>
  </xsl:template>

</xsl:stylesheet>
