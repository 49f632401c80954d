<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Genetic transcriptions: the written page with its zones and lines, and what the writers did there: crossed out,
       added, moved, took back, went over again. -->

  <!-- So many places on pictures would be larger than a text; without words in them they are not told then. -->
  <xsl:variable name="e:most-zones" as="xs:integer" select="3000"/>

  <!-- The pages of a source, or pictures of them. With a text to read, pictures of its pages are folded. -->
  <xsl:template match="tei:facsimile[../(tei:text | tei:sourceDoc)]" mode="e:content" as="element(h:details)" priority="1">
    <details>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <!-- One of a template that nobody has filled in. -->
      <xsl:if test="empty(.//@url[normalize-space()] | .//@facs | .//text()[normalize-space()] | .//tei:zone)">
        <xsl:attribute name="hidden" select="''"/>
      </xsl:if>
      <summary data-generated="">
        <xsl:value-of select="e:label('facsimile') || ' (' || max((count(.//tei:surface), count(tei:graphic))) || ')'"/>
      </summary>
      <xsl:apply-templates mode="e:content">
        <xsl:with-param name="e:bare" tunnel="yes" as="xs:boolean" select="count(.//tei:zone) gt $e:most-zones"/>
      </xsl:apply-templates>
    </details>
  </xsl:template>

  <xsl:template match="tei:surface" mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:box(.)"/>
      <p class="surface-label" data-generated="">
        <xsl:value-of select="string-join((
            if (parent::tei:surface) then e:label('surface.attached') else e:element-label('surface'),
            (@n, @*[local-name() = 'folio'], string(1 + count(preceding-sibling::tei:surface)))[1], @type ! ('(' || replace(., '[_-]', ' ') || ')')), ' ')"/>
      </p>
      <xsl:variable name="image" as="map(*)?" select="e:tokens(@facs)[1] ! $document?images?(.)"/>
      <xsl:if test="$image?kind = 'local' and not(tei:graphic)">
        <xsl:sequence select="e:picture($image, e:element-label('surface') || ' ' || @n)"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:surfaceGrp" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n or @type">
        <p class="surface-label" data-generated="">
          <xsl:value-of select="string-join((@type ! ($labels('one.' || .), replace(., '[_-]', ' '))[1], @n), ' ')"/>
        </p>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- Where on the page something stands is data: zones are read in the order of the source. -->
  <xsl:template match="tei:zone | tei:path" mode="e:content" as="element(h:div)?">
    <xsl:param name="e:bare" tunnel="yes" as="xs:boolean" select="false()"/>
    <xsl:if test="not($e:bare) or normalize-space() or exists(.//tei:graphic)">
      <div>
        <xsl:apply-templates select="." mode="e:attributes"/>
        <xsl:sequence select="e:box(.)"/>
        <xsl:if test="e:is-beside(.)">
          <p class="surface-label" data-generated=""><xsl:value-of select="e:word(@type)"/></p>
        </xsl:if>
        <xsl:apply-templates mode="e:content"/>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- True for what is written beside the main text of a page, such as in a margin. -->
  <xsl:function name="e:is-beside" as="xs:boolean">
    <xsl:param name="zone" as="element()"/>
    <xsl:sequence select="
      exists($zone[@type[not(lower-case(.) = ('main', 'text', 'body', 'textregion', 'column', 'line'))]][tei:line]/../tei:zone[2])"/>
  </xsl:function>

  <xsl:template match="tei:line" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n castable as xs:integer and xs:integer(@n) mod 5 = 0">
        <xsl:attribute name="data-n" select="@n"/>
      </xsl:if>
      <xsl:sequence select="e:box(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:function name="e:box" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@rotate">
      <xsl:attribute name="data-rotate" select="$element/@rotate"/>
    </xsl:if>
    <xsl:if test="$element/@points">
      <xsl:attribute name="data-points" select="$element/@points"/>
    </xsl:if>
    <xsl:if test="$element/@ulx">
      <xsl:attribute name="data-box" select="$element/(@ulx, @uly, @lrx, @lry)"/>
    </xsl:if>
  </xsl:function>

  <!-- What the writers crossed out and added; what was crossed out and is to stand has both. -->
  <xsl:template match="tei:del | tei:add" mode="e:content" as="element()">
    <xsl:element name="{if (self::tei:del) then 'del' else 'ins'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@place">
        <xsl:attribute name="data-place" select="tokenize(@place)"/>
      </xsl:if>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:subst | tei:mod | tei:restore | tei:retrace" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A sign of the writer that is an order, not text: its words, or what it is for. -->
  <xsl:template match="tei:metamark | tei:substJoin" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@place">
        <xsl:attribute name="data-place" select="tokenize(@place)"/>
      </xsl:if>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="not(matches(., '\S'))">
        <xsl:sequence select="e:added(e:mark-words(.))"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- What is moved: the pieces in their new order, each a link. -->
  <xsl:template match="tei:transpose" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:added(e:label('mark.transpose') || ' ')"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:transpose/tei:ptr" mode="e:content" as="element()*" priority="3">
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:for-each select="e:tokens(@target)">
      <xsl:variable name="href" as="xs:string?" select="e:href-of(., $pointer)"/>
      <span class="added" data-generated="">
        <xsl:value-of select="' → '[exists($pointer/preceding-sibling::tei:ptr)]"/>
        <xsl:choose>
          <xsl:when test="$href"><a href="{$href}"><xsl:value-of select="e:pointed-words(., $pointer)"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="e:pointed-words(., $pointer)"/></xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:for-each>
    <xsl:apply-templates select="$pointer/*" mode="e:content"/>
  </xsl:template>

</xsl:stylesheet>
