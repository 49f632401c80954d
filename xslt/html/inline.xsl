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
    <xsl:choose>
      <xsl:when test="empty($links) or e:is-in-link(.)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$links[1]?href}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </a>
        <xsl:for-each select="tail($links)">
          <a class="also" href="{?href}" data-generated="" aria-label="{e:label('also')} {?title}">+</a>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- True where an element above has become a link; what a note says does not stand in the link that calls it. -->
  <xsl:function name="e:is-in-link" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="note" as="element()?" select="$element/ancestor::tei:note[@e:n][1]"/>
    <xsl:sequence select="exists($element/ancestor::*[@ref or self::tei:ref][empty($note) or $note &lt;&lt; .])"/>
  </xsl:function>

  <xsl:template match="tei:date | tei:time" mode="e:content" as="element()">
    <xsl:variable name="value" as="attribute()?" select="(@when, @dur)[1]"/>
    <xsl:variable name="machine" as="xs:boolean" select="
      exists($value) and not(e:holds-blocks(.)) and not(ancestor::tei:date | ancestor::tei:time)
      and matches($value, '^(\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+\-]\d\d:\d\d)?)?)?)?|\d\d:\d\d(:\d\d)?|P\d+D|PT(\d+H)?(\d+M)?(\d+S)?)$')
      and not(matches($value, '^0000|-00|-[23]\d-|-3[2-9]|-1[3-9]-|T$'))
      and (not(matches($value, '^\d{4}-\d\d-\d\d')) or substring($value, 1, 10) castable as xs:date)"/>
    <xsl:element name="{if ($machine) then 'time' else if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="$machine">
        <xsl:attribute name="datetime" select="$value"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:ref[@target]" mode="e:content" as="element()">
    <xsl:variable name="link" as="map(*)?" select="e:tokens(@target)[1] ! e:link(.)[?href]"/>
    <xsl:choose>
      <xsl:when test="empty($link) or e:is-in-link(.)">
        <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </xsl:element>
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
          <xsl:if test="not(normalize-space())">
            <span data-generated=""><xsl:value-of select="($link?short[.], $link?title[.], $link?href)[1]"/></span>
          </xsl:if>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ptr[@target]" mode="e:content" as="element()*">
    <xsl:variable name="inside" as="xs:boolean" select="e:is-in-link(.)"/>
    <xsl:for-each select="e:tokens(@target) ! e:link(.)[?href]">
      <xsl:variable name="words" as="xs:string" select="(?short[.], ?title[.], ?href)[1]"/>
      <xsl:choose>
        <xsl:when test="$inside"><span class="ptr" data-generated=""><xsl:value-of select="$words"/></span></xsl:when>
        <xsl:otherwise><a class="ptr" href="{?href}" data-generated=""><xsl:value-of select="$words"/></a></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:apply-templates select="*" mode="e:content"/>
  </xsl:template>

  <xsl:template match="tei:emph" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'em'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:title[@level = ('m', 'j', 's', 'u')]" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'cite'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A sign of its own: the letter that stands for it, else what its declaration says. -->
  <xsl:template match="tei:g" mode="e:content" as="element(h:span)">
    <xsl:variable name="sign" as="element()?" select="@ref[starts-with(., '#')] ! id(substring(., 2))"/>
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="name" as="xs:string?"
          select="$sign/(tei:charName | tei:glyphName | tei:localProp[@name = 'Name']/@value | tei:desc)[1] ! normalize-space(.)"/>
      <xsl:if test="$name">
        <xsl:attribute name="title" select="$name"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="not(normalize-space())">
        <span class="added" data-generated="">
          <xsl:value-of select="($sign/tei:mapping[normalize-space()][1], $name, @type, @ref ! replace(., '^.*[:#/]', ''), '�')[1]"/>
        </span>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:ruby" mode="e:content" as="element(h:ruby)">
    <ruby>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="self::tei:rt"><rt><xsl:apply-templates mode="e:content"/></rt></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="e:content"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </ruby>
  </xsl:template>

</xsl:stylesheet>
