<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Names, titles, references, emphasis: what stands within a line. -->

  <xsl:variable name="e:entry-kinds" as="xs:string*" select="tokenize(
      'person personGrp place org event bibl biblStruct biblFull object nym')"/>

  <xsl:template match="text()" mode="e:inlines" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <!-- What no other rule knows: its words. -->
  <xsl:template match="*" mode="e:inlines" as="item()*" priority="-1">
    <xsl:apply-templates mode="e:inlines"/>
  </xsl:template>

  <!-- The content of an element under a kind of inline. -->
  <xsl:function name="e:mark" as="map(*)">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="inlines" as="item()*">
      <xsl:apply-templates select="$element/node()" mode="e:inlines"/>
    </xsl:variable>
    <xsl:sequence select="map{'t': $type, 'c': array{$inlines}}"/>
  </xsl:function>

  <!-- Words that the edition adds. -->
  <xsl:function name="e:added" as="map(*)">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="map{'t': 'added', 'c': array{$words}}"/>
  </xsl:function>

  <!-- The register entries that an element names, cites or lets speak, from which their pages are gathered. Only the
       texts count: not the registers themselves, nor the descriptions. -->
  <xsl:function name="e:keys" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="pointers" as="attribute()*" select="
      $element/@ref, $element/self::tei:bibl/@corresp, $element/(self::tei:ref | self::tei:ptr)/@target,
      $element/(self::tei:sp | self::tei:u | self::tei:said)/@who"/>
    <xsl:variable name="links" as="map(*)*" select="$pointers ! tokenize(.) ! e:link(.)[?kind = $e:entry-kinds]"/>
    <xsl:if test="$document?kind ne 'register' and exists($element/(ancestor::tei:text | ancestor::tei:abstract))">
      <xsl:sequence select="distinct-values($links?to) ! e:key(.)"/>
    </xsl:if>
  </xsl:function>

  <!-- The key of an entry, by its document and its id: a long register has several pages, and a book none of them. -->
  <xsl:function name="e:key" as="xs:string">
    <xsl:param name="place" as="xs:string"/>
    <xsl:sequence select="'entry:' || $place"/>
  </xsl:function>

  <xsl:template match="*[@ref or @who or @target or @corresp][exists(e:keys(.))]" mode="e:inlines" as="item()*"
      priority="10">
    <xsl:variable name="inlines" as="item()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="map{
        't': 'name', 'keys': array{e:keys(.)}, 'in': string(ancestor::tei:note[e:is-called(.)][1] ! e:note-sign(.)), 'c': array{$inlines}}"/>
  </xsl:template>

  <xsl:template match="tei:emph | tei:foreign | tei:stage | tei:title[not(@level = ('a', 'u'))]" mode="e:inlines" as="map(*)">
    <xsl:sequence select="e:mark('emphasis', .)"/>
  </xsl:template>

  <!-- The parts of a name, and the segments of a speech, are words apart, even where the source has no blank between them. -->
  <xsl:template match="(tei:surname | tei:forename | tei:nameLink | tei:roleName | tei:addName | tei:genName | tei:u/tei:seg)
      [preceding-sibling::node()[1]/self::*][not(ancestor::tei:teiHeader)]" mode="e:inlines" as="item()*" priority="3">
    <xsl:sequence select="e:added((e:between-names(preceding-sibling::*[1], .), ' ')[1])"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- The parts of a title in a bibliography run on as a sentence. -->
  <xsl:template match="(tei:biblStruct | tei:analytic | tei:monogr | tei:series | tei:imprint)/*[preceding-sibling::*[normalize-space()]][normalize-space()]
      [not(self::tei:note or self::tei:bibl or ancestor::tei:teiHeader)]" mode="e:inlines" as="item()*" priority="12">
    <xsl:sequence select="e:added(e:label('separator.list'))"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- Marks of a quotation that its encoder has left to its element; within another one, single ones. -->
  <xsl:template match="tei:q | tei:soCalled | tei:said | tei:quote" mode="e:inlines" as="item()*">
    <xsl:variable name="marks" as="xs:string*" select="e:quotation-marks(.)[e:is-unmarked(current())]"/>
    <xsl:sequence select="$marks[1] ! e:added(.)"/>
    <xsl:apply-templates mode="e:inlines"/>
    <xsl:sequence select="$marks[2] ! e:added(.)"/>
  </xsl:template>

  <xsl:function name="e:quotation-marks" as="xs:string+">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="
      tokenize(lower-case(($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang, $site?language)[1]), '-')[1]"/>
    <xsl:variable name="depth" as="xs:integer" select="count($element/ancestor::*[self::tei:q or self::tei:soCalled or self::tei:said or self::tei:quote][e:is-unmarked(.)])"/>
    <xsl:variable name="pairs" as="xs:string+" select="
      (map{'de': ('„', '“', '‚', '‘'), 'cs': ('„', '“', '‚', '‘'), 'pl': ('„', '”', '«', '»'), 'ru': ('«', '»', '„', '“'),
        'fr': ('«&#xA0;', '&#xA0;»', '“', '”'), 'fa': ('«', '»', '‹', '›'), 'it': ('«', '»', '“', '”'), 'es': ('«', '»', '“', '”'),
        'pt': ('«', '»', '“', '”'), 'el': ('«', '»', '“', '”'), 'grc': ('«', '»', '“', '”'), 'nl': ('‘', '’', '“', '”'),
        'ja': ('「', '」', '『', '』'), 'zh': ('「', '」', '『', '』')}($language), '“', '”', '‘', '’')[position() le 4]"/>
    <xsl:sequence select="if ($depth mod 2 = 0) then $pairs[position() le 2] else $pairs[position() gt 2]"/>
  </xsl:function>

  <!-- The first word of rend that has a look of its own decides; one that has none leaves the words as they are. -->
  <xsl:template match="tei:hi" mode="e:inlines" as="map(*)">
    <xsl:variable name="looks" as="map(xs:string, xs:string)" select="map{
        'italic': 'emphasis', 'italics': 'emphasis', 'i': 'emphasis', 'it': 'emphasis',
        'bold': 'strong', 'b': 'strong', 'small-caps': 'caps', 'smallcaps': 'caps', 'sc': 'caps',
        'sup': 'super', 'super': 'super', 'superscript': 'super', 'sub': 'sub', 'subscript': 'sub',
        'underline': 'underline', 'underlined': 'underline', 'u': 'underline',
        'strike': 'strike', 'strikethrough': 'strike', 'line-through': 'strike'}"/>
    <xsl:variable name="words" as="xs:string*" select="(@rend, @rendition) ! tokenize(lower-case(.), '[\s#;,]+')"/>
    <xsl:sequence select="e:mark(
        if (empty((@rend, @rendition))) then 'emphasis' else ($looks?($words), 'plain')[1], .)"/>
  </xsl:template>

  <xsl:template match="tei:gi | tei:att | tei:val | tei:code | tei:tag | tei:ident | tei:formula" mode="e:inlines" as="map(*)">
    <xsl:sequence select="e:mark(if (self::tei:gi) then 'element' else 'code', .)"/>
  </xsl:template>

  <!-- On paper an outer address must be read to be followed. -->
  <xsl:template match="tei:ref[@target]" mode="e:inlines" as="item()*">
    <xsl:variable name="address" as="xs:string?" select="e:tokens(@target)[1] ! e:link(.)[?kind = 'external']?href[.]"/>
    <xsl:variable name="words" as="map(*)" select="e:leading(e:mark('plain', .), (e:tokens(@target) ! e:link(.)?to)[1])"/>
    <xsl:sequence select="if ($address) then e:outward($words, $address) else $words"/>
    <xsl:if test="$address and not(contains(., $address))">
      <xsl:sequence select="e:outward(map{'t': 'address', 'c': array{$address}}, $address)"/>
    </xsl:if>
  </xsl:template>

  <!-- Words that lead out of the edition, on a screen. -->
  <xsl:function name="e:outward" as="map(*)">
    <xsl:param name="words" as="map(*)"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="way" as="xs:string?" select="e:web-way(iri-to-uri($address))"/>
    <xsl:sequence select="if ($way) then map{'t': 'outward', 'href': $way, 'c': array{$words}} else $words"/>
  </xsl:function>

  <xsl:template match="tei:ptr[@target]" mode="e:inlines" as="item()*">
    <xsl:variable name="links" as="map(*)*" select="e:tokens(@target) ! e:link(.)"/>
    <xsl:sequence select="
      if (count($links) = 1 and $links?kind = 'external' and $links?href) then e:outward(e:added($links?href), $links?href)
      else e:leading(e:added(string-join($links ! (?short[.], ?title[.], ?href)[1], ', ')), $links[1]?to)[exists($links)]"/>
  </xsl:template>

  <!-- Words that lead to a place of the edition; of one in another document the page is named, but not in registers. -->
  <xsl:function name="e:leading" as="map(*)">
    <xsl:param name="words" as="map(*)"/>
    <xsl:param name="to" as="xs:string?"/>
    <xsl:sequence select="
      if ($to) then map{'t': 'ref', 'to': $to, 'c': $words?c,
          'far': $document?kind ne 'register' and not(starts-with($to, $document?id || '#'))}
      else $words"/>
  </xsl:function>

  <xsl:template match="tei:lb" mode="e:inlines" as="map(*)*">
    <xsl:if test="not(@break = 'no')">
      <xsl:sequence select="map{'t': 'break'}"/>
    </xsl:if>
  </xsl:template>

  <!-- The lines of an address stay apart. -->
  <xsl:template match="tei:text//tei:addrLine[preceding-sibling::tei:addrLine]" mode="e:inlines" as="item()*">
    <xsl:sequence select="map{'t': 'break'}"/>
    <xsl:apply-templates mode="e:inlines"/>
  </xsl:template>

  <!-- The lines of an inscription stay lines, also where they part a word, and have the numbers by which it is cited. -->
  <xsl:template match="tei:lb[e:is-leiden(.)]" mode="e:inlines" as="map(*)*" priority="1">
    <xsl:variable name="first" as="xs:boolean" select="
      empty(preceding-sibling::node()[self::* or self::text()[normalize-space()]]) and exists(parent::tei:ab | parent::tei:p)"/>
    <xsl:sequence select="
      e:added('-')[current()/@break = 'no' and not($first)],
      map:merge((map{'t': if ($first) then 'number' else 'break'}, @n[matches(., '[05]$')] ! map{'n': string(.)}))[not($first and empty(?n))]"/>
  </xsl:template>

  <!-- A page of the source begins within a line; between blocks it leaves no trace. -->
  <xsl:template match="tei:pb | tei:cb" mode="e:inlines" as="map(*)*">
    <xsl:sequence select="@n ! map{'t': 'page', 'c': array{'[' || e:label(local-name(current())) || ' ' || . || ']'}}"/>
  </xsl:template>

</xsl:stylesheet>
