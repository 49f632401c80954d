<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Names, dates, references, emphasis: what stands within a line. -->

  <!-- A name that leads to its entry. A link within a link is not allowed, so the outer one wins. -->
  <xsl:template match="*[@ref][not(self::tei:g)]" mode="e:content" as="element()+" priority="1">
    <xsl:variable name="links" as="map(*)*" select="e:tokens(@ref) ! e:link(.)[?href]"/>
    <xsl:variable name="nested" as="xs:boolean" select="exists(ancestor::*[@ref or self::tei:ref[@target]])"/>
    <xsl:choose>
      <xsl:when test="empty($links) or $nested">
        <span>
          <xsl:apply-templates select="., @cert" mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$links[1]?href}">
          <xsl:apply-templates select="., @cert" mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </a>
        <xsl:for-each select="tail($links)">
          <a class="also" href="{?href}" data-generated="" aria-label="{e:label('also')} {?title}">+</a>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@cert" mode="e:attributes" as="attribute()">
    <xsl:attribute name="data-cert" select="."/>
  </xsl:template>

  <xsl:template match="tei:date | tei:time" mode="e:content" as="element()">
    <xsl:variable name="value" as="attribute()?" select="(@when, @dur)[1]"/>
    <xsl:variable name="machine" as="xs:boolean" select="
      exists($value) and not(ancestor::tei:date | ancestor::tei:time) and matches($value,
        '^(\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+\-]\d\d:\d\d)?)?)?)?|\d\d:\d\d(:\d\d)?|P[0-9DTHMS]+)$')"/>
    <xsl:element name="{if ($machine) then 'time' else 'span'}">
      <xsl:apply-templates select="., @cert" mode="e:attributes"/>
      <xsl:if test="$machine">
        <xsl:attribute name="datetime" select="$value"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:ref[@target]" mode="e:content" as="element()">
    <xsl:variable name="link" as="map(*)?" select="e:tokens(@target)[1] ! e:link(.)[?href]"/>
    <xsl:choose>
      <xsl:when test="empty($link) or ancestor::*[@ref]">
        <span>
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$link?href}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:if test="@type = 'note' or $link?kind = 'note'">
            <xsl:attribute name="role" select="'doc-noteref'"/>
          </xsl:if>
          <xsl:if test="$link?kind = 'external'">
            <xsl:attribute name="rel" select="'external'"/>
          </xsl:if>
          <xsl:apply-templates mode="e:content"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ptr[@target]" mode="e:content" as="element()*">
    <xsl:for-each select="e:tokens(@target) ! e:link(.)[?href]">
      <a class="ptr" href="{?href}" data-generated="">
        <xsl:value-of select="(?short[.], ?title[.], ?href)[1]"/>
      </a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:mentioned | tei:soCalled | tei:term | tei:gloss | tei:q
      | tei:seg | tei:num | tei:measure | tei:title | tei:label | tei:desc | tei:locus | tei:idno"
      mode="e:content" as="element()">
    <xsl:element name="{
        if (not(e:inline(.)) and (self::tei:q or self::tei:label or self::tei:desc)) then 'div'
        else if (self::tei:emph) then 'em'
        else if (self::tei:title[@level = ('m', 'j', 's', 'u')]) then 'cite'
        else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@rend or @rendition">
        <xsl:attribute name="data-rend" select="string-join((@rend, @rendition), ' ')"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:lb" mode="e:content" as="element()">
    <br/>
  </xsl:template>

  <xsl:template match="tei:pb | tei:cb" mode="e:content" as="element(h:span)">
    <span data-generated="">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:value-of select="@n ! ('[' || e:label(local-name(current())) || ' ' || . || ']')"/>
    </span>
  </xsl:template>

  <!-- In the text, coordinates are for reading; a map belongs to another page. -->
  <xsl:template match="tei:geo" mode="e:content" as="element(h:span)">
    <span class="geo"><xsl:apply-templates mode="e:content"/></span>
  </xsl:template>

</xsl:stylesheet>
