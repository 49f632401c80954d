<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:math="http://www.w3.org/2005/xpath-functions/math"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Names, dates, references, emphasis: what stands within a line. -->

  <!-- A name that leads to its entry. A link within a link is not allowed, so the outer one wins. -->
  <xsl:template match="*[@ref][not(self::tei:g)]" mode="e:content" as="element()+" priority="1">
    <xsl:variable name="tokens" as="xs:string*" select="if (contains(@ref, ' ')) then tokenize(@ref) else string(@ref)"/>
    <xsl:variable name="hrefs" as="xs:string*" select="$tokens ! $document?links?(.)?href[.]"/>
    <xsl:choose>
      <xsl:when test="empty($hrefs) or e:is-in-link(.)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$hrefs[1]}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </a>
        <xsl:if test="exists($hrefs[2])">
          <xsl:sequence select="e:further-links($tokens)"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A name that stands for several leads to the others by a mark behind it. -->
  <xsl:function name="e:further-links" as="element(h:a)*">
    <xsl:param name="tokens" as="xs:string*"/>
    <xsl:for-each select="tail($tokens ! e:link(.)[?href])">
      <a class="also" href="{?href}" data-generated="" aria-label="{e:label('also')} {?title}">+</a>
    </xsl:for-each>
  </xsl:function>

  <!-- True where an element above has become a link; what a note says does not stand in the link that calls it. -->
  <xsl:function name="e:is-in-link" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="links" as="element()*" select="
      $element/ancestor::*[exists((@ref | self::tei:ref/@target) ! tokenize(.) ! $document?links?(.)?href[.])
        or $e:has-names and exists(e:register-href(.))]"/>
    <xsl:sequence select="
      if (empty($links)) then false()
      else (let $note := $element/ancestor::tei:note[@e:n][1] return exists($links[empty($note) or $note &lt;&lt; .]))"/>
  </xsl:function>

  <xsl:template match="tei:date | tei:time" mode="e:content" as="element()">
    <xsl:variable name="value" as="xs:string?" select="(@when, @dur)[1]/string()"/>
    <xsl:variable name="machine" as="xs:boolean" select="
      exists($value) and e:is-html-time($value) and not(e:holds-blocks(.)) and empty(ancestor::tei:date | ancestor::tei:time)"/>
    <xsl:element name="{if ($machine) then 'time' else if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="$machine">
        <xsl:attribute name="datetime" select="$value"/>
      </xsl:if>
      <xsl:sequence select="self::tei:date ! e:date-title(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- True for what the element time of HTML takes: a year, month, day, hour or duration, as ISO 8601 writes them. -->
  <xsl:function name="e:is-html-time" as="xs:boolean">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="length" as="xs:integer" select="string-length($value)"/>
    <xsl:sequence select="
      if ($length = 10) then $value castable as xs:date and not(starts-with($value, '0000'))
      else if ($length = 4) then $value castable as xs:gYear and $value ne '0000'
      else if ($length = 7) then $value castable as xs:gYearMonth and not(contains($value, 'Z'))
      else if (contains($value, 'T') and not(starts-with($value, 'P')))
        then $value castable as xs:dateTime and matches($value, '^\d{4}-') and not(contains($value, 'T24'))
      else if (starts-with($value, 'P')) then matches($value, '^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$') and matches($value, '\d')
        and not(ends-with($value, 'T'))
      else $length = (5, 8) and matches($value, '^([01]\d|2[0-3])(:[0-5]\d){1,2}$')"/>
  </xsl:function>

  <!-- A reference; one that is the number of a note and leads to it stands raised, as a note's own call does. -->
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
            <xsl:if test="empty(*) and matches(normalize-space(), '^[\[(]?(\d{1,3}|[*†‡§]{1,3}|\p{Ll})[\])]?$')">
              <xsl:attribute name="data-call" select="''"/>
            </xsl:if>
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
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:for-each select="e:tokens(@target)">
      <xsl:if test="position() gt 1"><xsl:sequence select="e:added(e:label('separator.list'))"/></xsl:if>
      <xsl:variable name="link" as="map(*)?" select="e:link(.)[?href]"/>
      <xsl:variable name="words" as="xs:string" select="($link?short[.], $link?title[.], e:heading-of(., $pointer), $link?href, e:name(.))[1]"/>
      <xsl:choose>
        <xsl:when test="$inside or empty($link)"><span class="ptr" data-generated=""><xsl:value-of select="$words"/></span></xsl:when>
        <xsl:otherwise><a class="ptr" href="{$link?href}" data-generated=""><xsl:value-of select="$words"/></a></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:apply-templates select="*" mode="e:content"/>
  </xsl:template>

  <!-- The heading of what a pointer leads to within the document. -->
  <xsl:function name="e:heading-of" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$token[starts-with(., '#')] ! id(substring(., 2), $node)/(self::tei:head, tei:head)[1] ! e:plain(.)[.]"/>
  </xsl:function>

  <xsl:template match="tei:q | tei:soCalled" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:quotes(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A rule of CSS sets the marks of the language. -->
  <xsl:function name="e:quotes" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="e:is-unmarked($element)">
      <xsl:attribute name="data-quotes" select="''"/>
    </xsl:if>
  </xsl:function>

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

  <!-- A sign of its own: the letter that stands for it, else what its declaration says. Of a letter for private use, which
       few fonts have, the one to which it is mapped is seen. -->
  <xsl:template match="tei:g" mode="e:content" as="element(h:span)">
    <xsl:variable name="sign" as="element()?" select="@ref[starts-with(., '#')] ! id(substring(., 2))"/>
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="name" as="xs:string?" select="e:sign-name($sign)"/>
      <xsl:variable name="mapped" as="xs:string?" select="e:mapped($sign)"/>
      <xsl:variable name="private" as="xs:boolean" select="exists($sign) and matches(., '\p{Co}') and exists($mapped)"/>
      <xsl:variable name="told" as="xs:string*" select="$name, string()[$private] ! string-to-codepoints(.) ! e:code-point(.)"/>
      <xsl:if test="exists($told)">
        <xsl:attribute name="title" select="$told"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$private">
          <span class="private"><xsl:apply-templates mode="e:content"/></span>
          <span data-generated=""><xsl:value-of select="$mapped"/></span>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="e:content"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="not(normalize-space())">
        <span class="added" data-generated="">
          <xsl:value-of select="($mapped, ($name, @type, @ref ! replace(., '^.*[:#/]', ''))[1] ! ('((' || . || '))'), '�')[1]"/>
        </span>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:function name="e:code-point" as="xs:string">
    <xsl:param name="code" as="xs:integer"/>
    <xsl:variable name="digits" as="xs:string" select="
      string-join((5, 4, 3, 2, 1, 0) ! substring('0123456789ABCDEF', 1 + $code idiv xs:integer(math:pow(16, .)) mod 16, 1))"/>
    <xsl:sequence select="'U+' || replace($digits, '^0{1,2}', '')"/>
  </xsl:function>

  <!-- The end of a line within a word, as the Text Creation Partnership marks it: no sign of the text. -->
  <xsl:template match="tei:g[@ref = ('char:EOLhyphen', 'char:EOLunhyphen')]" mode="e:content" as="element(h:span)" priority="1">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
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
