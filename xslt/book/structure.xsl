<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Divisions, headings, paragraphs, lists, tables, verse: the blocks of a text. -->

  <!-- What no other rule knows: its words as paragraphs. -->
  <xsl:template match="*" mode="e:blocks" as="map(*)*" priority="-1">
    <xsl:sequence select="e:flow(., 'p')"/>
  </xsl:template>

  <!-- A part of an edition that has no heading is called what it is; the text where it does not come first. One of a
       template that nobody has filled in is passed over. -->
  <xsl:template match="tei:div[empty(tei:head)][$labels('part.' || @type)]" mode="e:blocks" as="map(*)*">
    <xsl:variable name="blocks" as="map(*)*" select="e:flow(., 'p')"/>
    <xsl:variable name="told" as="xs:boolean" select="@type ne 'edition' or exists(preceding-sibling::tei:div[normalize-space()])"/>
    <xsl:sequence select="
      map{'t': 'heading', 'level': count(ancestor-or-self::tei:div), 'c': array{e:added(e:label('part.' || @type))}}[$told][exists($blocks)],
      $blocks"/>
  </xsl:template>

  <!-- The lines of an inscription are no paragraph, entries of a list have no indent but their further lines. -->
  <xsl:template match="tei:ab[e:is-leiden(.)]" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:flow(., 'p') ! map:put(., 'flush', true())"/>
  </xsl:template>

  <xsl:template match="tei:listBibl/tei:bibl" mode="e:blocks" as="map(*)*">
    <xsl:variable name="corpus" as="map(*)?" select="e:corpus(.) ! e:added(. || ' ')"/>
    <xsl:for-each select="e:flow(., 'p')">
      <xsl:variable name="first" as="xs:boolean" select="position() = 1 and exists($corpus) and exists(?c)"/>
      <xsl:variable name="words" as="map(*)" select="map{'c': array{$corpus, ?c?*}}"/>
      <xsl:sequence select="map:merge((map{'flush': true(), 'hanging': true()}, $words[$first], .))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="e:blocks" as="map(*)*">
    <xsl:apply-templates select="." mode="e:fields"/>
  </xsl:template>

  <xsl:template match="tei:head" mode="e:blocks" as="map(*)*">
    <xsl:variable name="level" as="xs:integer" select="count(ancestor::*[matches(local-name(), '^div[1-7]?$')])"/>
    <xsl:sequence select="e:flow(., 'heading') ! map:put(., 'level', max((1, $level)))"/>
  </xsl:template>

  <!-- A register's head that only repeats the title of its document is that title. -->
  <xsl:template match="tei:standOff/*/tei:head[normalize-space() = $document?title]" mode="e:blocks" as="map(*)*"
      priority="2"/>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head | tei:figure/tei:head | tei:lg/tei:head" mode="e:blocks"
      as="map(*)*" priority="1">
    <xsl:sequence select="e:flow(., 'caption')"/>
  </xsl:template>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:byline | tei:trailer | tei:addrLine"
      mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:flow(., local-name())"/>
  </xsl:template>

  <xsl:template match="tei:closer//tei:seg | tei:opener//tei:seg" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:flow(., 'addrLine')"/>
  </xsl:template>

  <xsl:template match="tei:quote | tei:cit | tei:epigraph | tei:floatingText" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:box(., 'quote', e:flow(., 'p'))"/>
  </xsl:template>

  <xsl:template match="tei:cit/tei:quote" mode="e:blocks" as="map(*)*" priority="1">
    <xsl:sequence select="e:flow(., 'p')"/>
  </xsl:template>

  <xsl:template match="tei:cit/tei:bibl" mode="e:blocks" as="map(*)*" priority="1">
    <xsl:variable name="inlines" as="item()*">
      <xsl:apply-templates select="." mode="e:inlines"/>
    </xsl:variable>
    <xsl:sequence select="map{'t': 'source', 'c': array{$inlines}}"/>
  </xsl:template>

  <xsl:template match="tei:figure" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:box(., 'figure', e:flow(., 'p'))"/>
  </xsl:template>

  <!-- A picture, with the words that stand for it where it cannot be seen; of one that the book cannot show, a word. -->
  <xsl:template match="tei:graphic | tei:media" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:graphic(., 'picture')"/>
    <xsl:apply-templates select="*" mode="e:blocks"/>
  </xsl:template>

  <!-- Pictures of the pages beside a text, as far as there are any. -->
  <xsl:template match="tei:facsimile[../(tei:text | tei:sourceDoc)]//tei:graphic[not($document?images?(string(@url)))]" mode="e:blocks" as="map(*)*" priority="1">
    <xsl:apply-templates select="*" mode="e:blocks"/>
  </xsl:template>

  <xsl:template match="tei:graphic | tei:media" mode="e:inlines" as="item()*">
    <xsl:sequence select="e:graphic(., 'sign')"/>
    <xsl:apply-templates select="*" mode="e:inlines"/>
  </xsl:template>

  <xsl:function name="e:graphic" as="map(*)">
    <xsl:param name="graphic" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="src" as="xs:string?" select="$document?images?(string($graphic/@url))"/>
    <xsl:variable name="words" as="xs:string*" select="$graphic/(tei:desc, ../tei:figDesc, ../tei:head) ! e:plain(.)"/>
    <xsl:sequence select="
      if ($src) then map{'t': $type, 'src': $src, 'alt': ($words[.], e:element-label('graphic'))[1]}
      else if ($type = 'sign') then e:added('[' || e:label('picture.missing') || ']')
      else map{'t': 'caption', 'c': array{'[' || e:label('picture.missing') || ']'}}"/>
  </xsl:function>

  <!-- Blocks that belong together. -->
  <xsl:function name="e:box" as="map(*)?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="blocks" as="map(*)*"/>
    <xsl:if test="exists($blocks)">
      <xsl:sequence select="map:merge((map{'t': $type, 'b': array{$blocks}}, e:identity($element)))"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="tei:list" mode="e:blocks" as="map(*)*">
    <xsl:apply-templates select="tei:head" mode="e:blocks"/>
    <xsl:variable name="items" as="map(*)*">
      <xsl:for-each select="* except (tei:head, tei:label[following-sibling::*[1][self::tei:item]])">
        <xsl:sequence select="map{
            'c': array{e:item-label(.)},
            'b': array{if (self::tei:item) then e:flow(., 'p') else e:blocks(.)}}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($items)">
      <xsl:sequence select="map:merge((e:identity(.), map{'t': 'list', 'items': array{$items},
          'ordered': (@rend, @type) = ('numbered', 'ordered'), 'signed': e:is-signed(.)}))"/>
    </xsl:if>
  </xsl:template>

  <!-- True for a list whose items begin with signs of their own: "1.", "(a)". -->
  <xsl:function name="e:is-signed" as="xs:boolean">
    <xsl:param name="list" as="element(tei:list)"/>
    <xsl:sequence select="
      every $item in $list/tei:item satisfies exists($item/node()[self::* or self::text()[normalize-space()]][1]/self::tei:label)"/>
  </xsl:function>

  <xsl:function name="e:item-label" as="item()*">
    <xsl:param name="item" as="element()"/>
    <xsl:apply-templates select="$item/self::tei:item/preceding-sibling::*[1]/self::tei:label" mode="e:inlines"/>
  </xsl:function>

  <xsl:function name="e:blocks" as="map(*)*">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="e:blocks"/>
  </xsl:function>

  <xsl:template match="tei:table" mode="e:blocks" as="map(*)*">
    <xsl:apply-templates select="tei:head" mode="e:blocks"/>
    <xsl:if test="tei:row">
      <xsl:sequence select="map:merge((e:identity(.), map{'t': 'table', 'rows': array{tei:row ! array{tei:cell ! e:cell(.)}}}))"/>
    </xsl:if>
    <xsl:apply-templates select="* except (tei:head, tei:row)" mode="e:blocks"/>
  </xsl:template>

  <xsl:function name="e:cell" as="map(*)">
    <xsl:param name="cell" as="element(tei:cell)"/>
    <xsl:sequence select="map{
        'b': array{e:flow($cell, 'p')}, 'cols': e:span($cell/@cols), 'rows': e:span($cell/@rows),
        'label': ($cell/@role, $cell/../@role) = 'label'}"/>
  </xsl:function>

  <xsl:function name="e:span" as="xs:integer">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:sequence select="if ($number castable as xs:positiveInteger) then min((xs:integer($number), 65534)) else 1"/>
  </xsl:function>

  <xsl:template match="tei:titlePage | tei:front/tei:docTitle" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:box(., 'titles', e:flow(., 'p'))"/>
  </xsl:template>

  <xsl:template match="tei:castList | tei:castGroup" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:box(., 'cast', e:flow(., 'p'))"/>
  </xsl:template>

  <xsl:template match="tei:castList/tei:head | tei:castGroup/tei:head" mode="e:blocks" as="map(*)*" priority="1">
    <xsl:sequence select="e:flow(., 'caption')"/>
  </xsl:template>

  <xsl:template match="tei:lg" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:box(., 'verse', e:flow(., 'l'))"/>
  </xsl:template>

  <xsl:template match="tei:l" mode="e:blocks" as="map(*)*">
    <xsl:variable name="lines" as="map(*)*" select="e:flow(., 'l')"/>
    <xsl:sequence select="
      if (not(e:counts-verses(root(.)) and exists(e:verse(.)))) then $lines
      else (head($lines) ! map:put(., 'verse', string(current()/@n)), tail($lines))"/>
  </xsl:template>

  <!-- The number of a verse, if its source gives one that can be counted by. -->
  <xsl:function name="e:verse" as="xs:string?">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:sequence select="$line/@n[matches(., '^[1-9][0-9]*$')]/string()"/>
  </xsl:function>

  <xsl:accumulator name="e:verses" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:l[e:verse(.)]" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="e:prose" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text//tei:p[not(ancestor::tei:note)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- True for a document that is cited by its verses, as its source numbers them, and not by the lines of a print. -->
  <xsl:function name="e:counts-verses" as="xs:boolean">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="$root/accumulator-after('e:verses') gt $root/accumulator-after('e:prose')"/>
  </xsl:function>

  <!-- The number of the line in an inscription, which editors cite it by. -->
  <xsl:accumulator name="e:line-number" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="tei:lb[@n][e:is-leiden(.)]" select="string(@n)"/>
  </xsl:accumulator>

  <!-- True for a document that is cited by numbers of its source, not by the lines of a print. -->
  <xsl:function name="e:has-own-lines" as="xs:boolean">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="$root/accumulator-after('e:line-number') ne '' or e:counts-verses($root)"/>
  </xsl:function>

  <!-- A verse that speakers share stands in steps: each part as far in as the words before it reach. -->
  <xsl:template match="tei:l[@part = ('M', 'F')]" mode="e:blocks" as="map(*)*" priority="1">
    <xsl:variable name="before" as="xs:string" select="string-join(e:shared-before(.), ' ')"/>
    <xsl:variable name="lines" as="map(*)*" select="e:flow(., 'l')"/>
    <xsl:sequence select="head($lines) ! map:put(., 'after', $before), tail($lines)"/>
  </xsl:template>

  <!-- The words of the parts of a shared verse that come before one of them. -->
  <xsl:function name="e:shared-before" as="xs:string*">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:variable name="before" as="element(tei:l)?" select="
      ($line/preceding-sibling::tei:l[1],
       $line/ancestor::tei:sp[1]/preceding-sibling::tei:sp[1]/descendant::tei:l[last()])[1][@part = ('I', 'M')]"/>
    <xsl:for-each select="$before">
      <xsl:sequence select="e:shared-before(.)[current()/@part = 'M'], normalize-space(e:plain(.))"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
