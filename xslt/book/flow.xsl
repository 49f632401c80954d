<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- How content is divided into blocks and lines: what every other module builds with. -->

  <!-- True for what cannot stand within a line. -->
  <xsl:function name="e:breaks" as="xs:boolean" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      $node instance of element() and not($node/self::tei:note[@e:n]) and e:is-block($node)"/>
  </xsl:function>

  <!-- The content of an element as blocks: its runs of inlines as blocks of the type, what is a block as itself. -->
  <xsl:function name="e:flow" as="map(*)*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:for-each-group select="$element/(* | text())" group-adjacent="e:breaks(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="e:blocks"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="e:run($element, $type, current-group(), position() eq 1)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A run of inlines as one block; nothing if there is nothing to read. A run behind a list or a quotation carries
       on its paragraph: "continued". -->
  <xsl:function name="e:run" as="map(*)?">
    <xsl:param name="home" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="first" as="xs:boolean"/>
    <xsl:variable name="inlines" as="item()*">
      <xsl:apply-templates select="$nodes" mode="e:inlines"/>
    </xsl:variable>
    <xsl:variable name="start" as="xs:integer?" select="
      (for $place in 1 to count($inlines) return $place[e:is-said($inlines[$place])])[1]"/>
    <xsl:if test="exists($start)">
      <!-- A line that begins with its block breaks none. -->
      <xsl:variable name="kept" as="item()*" select="
        $inlines[position() ge $start or not(if (. instance of map(*)) then .?t = 'break' else false())]"/>
      <xsl:sequence select="map:merge((
          map{'t': $type, 'c': array{$kept}},
          if ($first) then e:identity($home) else map{'continued': true()}))"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:is-said" as="xs:boolean">
    <xsl:param name="inline" as="item()"/>
    <xsl:sequence select="
      if ($inline instance of xs:string) then matches($inline, '[^ \t\r\n]')
      else not($inline?t = ('break', 'number', 'page')) and (empty($inline?c) or (some $part in $inline?c?* satisfies e:is-said($part)))"/>
  </xsl:function>

  <!-- The address of a block, which errors name and from which it can be found again. -->
  <xsl:function name="e:identity" as="map(*)?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="e:address($element) ! map{'id': $document?id || '#' || .}"/>
  </xsl:function>

  <!-- Language and direction, for the parts of a text that are not in its main language. -->
  <xsl:function name="e:language" as="map(*)">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="main" as="xs:string" select="lower-case(replace($tag, '-.*$', ''))"/>
    <xsl:sequence select="map{
        'lang': if (matches($main, '^[a-z]{2,3}$')) then $main else 'und',
        'dir': if (e:right-to-left($tag)) then 'rtl' else 'ltr'}"/>
  </xsl:function>

  <xsl:template match="*[@xml:lang[normalize-space()]]" mode="e:blocks" as="map(*)*" priority="20">
    <xsl:variable name="blocks" as="map(*)*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="$blocks ! map:merge((., e:language(current()/@xml:lang)), map{'duplicates': 'use-first'})"/>
  </xsl:template>

  <xsl:template match="*[@xml:lang[normalize-space()]]" mode="e:inlines" as="item()*" priority="20">
    <xsl:variable name="inlines" as="item()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="map:merge((map{'t': 'foreign', 'c': array{$inlines}}, e:language(@xml:lang)))"/>
  </xsl:template>

</xsl:stylesheet>
