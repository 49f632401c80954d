<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Where pages, columns, lines and gatherings of the source begin. They can be shown or run on: the switches of
       switches.xsl, which are rules of CSS. -->

  <!-- The line break is made by CSS (a line feed that is generated), so that text copied or searched runs on. -->
  <xsl:template match="tei:lb" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@break = 'no'">
        <xsl:attribute name="data-break" select="'no'"/>
      </xsl:if>
      <xsl:if test="@n castable as xs:integer and xs:integer(@n) mod 5 = 0 and xs:integer(@n) ne 0">
        <xsl:attribute name="data-n" select="@n"/>
      </xsl:if>
      <xsl:if test="empty(preceding-sibling::node()[self::*[not(self::tei:pb or self::tei:cb or self::tei:gb or self::tei:lb)]
          or self::text()[normalize-space()]][1]) and e:is-block(..) or e:stands-between(..)">
        <xsl:attribute name="data-first" select="''"/>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- True for what holds blocks only: between them a line ends anyway. -->
  <xsl:function name="e:stands-between" as="xs:boolean">
    <xsl:param name="around" as="element()?"/>
    <xsl:sequence select="
      exists($around[self::tei:body or self::tei:front or self::tei:back or self::tei:div or self::tei:div1 or self::tei:div2
        or self::tei:div3 or self::tei:lg or self::tei:sp or self::tei:list or self::tei:castList or self::tei:titlePage]
        [empty(text()[normalize-space()])])"/>
  </xsl:function>

  <xsl:template match="tei:pb | tei:cb | tei:gb" mode="e:content" as="element(h:span)">
    <xsl:variable name="image" as="map(*)?" select="@facs ! e:image-of(.)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space(@n)"/>
    <xsl:variable name="words" as="xs:string" select="
      '[' || string-join((e:label(local-name() || '.break'[$number = '']), $number[.], @ed ! ('(' || replace(., '[#]', '') || ')')), ' ') || ']'"/>
    <span role="doc-pagebreak">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@break = 'no'">
        <xsl:attribute name="data-break" select="'no'"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="($image?src, $image?href) and not(e:is-in-link(.))">
          <a href="{($image?src ! e:asset(.), $image?href)[1]}" data-generated="">
            <xsl:if test="$image?src"><xsl:attribute name="class" select="'page-image'"/></xsl:if>
            <xsl:value-of select="$words"/>
          </a>
        </xsl:when>
        <xsl:otherwise>
          <span data-generated=""><xsl:value-of select="$words"/></span>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="tei:milestone" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n or (@unit and not(@unit = ('para', 'paragraph', 'group', 'card') or starts-with(@unit, 'tei:')))">
        <xsl:choose>
          <xsl:when test="@n and @unit = $e:verses">
            <xsl:sequence select="e:verse-number(@n, @unit)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:variable name="words" as="xs:string*" select="(@unit[not(. = ('undefined', 'unspecified'))], @rend)[1] ! e:word(.), @n"/>
            <span data-generated=""><xsl:value-of select="('[' || string-join($words, ' ') || ']')[exists($words)]"/></span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- Between blocks, and without a number, it is what the source has there: a rule, stars, a blank line. One that counts
       paragraphs, pages or layers is not to be seen there. -->
  <xsl:template match="(tei:body | tei:front | tei:back | tei:titlePage | tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7)
      /tei:milestone[not(@n)][not(@unit = ('para', 'paragraph', 'page', 'line', 'card', 'group', 'stage', 'tlnum'))]" mode="e:content" as="element(h:hr)" priority="1">
    <hr>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@unit"><xsl:attribute name="aria-label" select="e:word((@unit[not(. = ('undefined', 'unspecified'))], @rend, @unit)[1])"/></xsl:if>
    </hr>
  </xsl:template>

  <!-- The hyphen of a word broken across lines or pages: it goes where the lines are run on. -->
  <xsl:template match="text()[following-sibling::node()[1]/self::tei:*[@break = 'no']]" mode="e:content" as="node()*">
    <xsl:choose>
      <xsl:when test="matches(., '[-‐¬⸗=]\s*$')">
        <xsl:value-of select="replace(., '[-‐¬⸗=]\s*$', '')"/>
        <span class="hyphen"><xsl:value-of select="replace(., '^.*?([-‐¬⸗=])\s*$', '$1', 's')"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="replace(., '\s+$', '')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- White space behind such a break is the encoder's, not the word's. -->
  <xsl:template match="text()[preceding-sibling::node()[1]/self::tei:*[@break = 'no']]" mode="e:content" as="text()"
      priority="-.4">
    <xsl:value-of select="replace(., '^\s+', '')"/>
  </xsl:template>

</xsl:stylesheet>
