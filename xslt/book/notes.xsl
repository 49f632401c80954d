<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Notes: those called from the text go to the foot of the page, 1 2 3; corrections beside them, a b c. A document that
       has notes of its own and notes of its editors has them in two series: 1 2 3 and a b c, corrections then A B C. -->

  <xsl:template match="tei:note[e:is-called(.)]" mode="e:inlines" as="map(*)*" priority="1">
    <xsl:variable name="series" as="xs:string" select="if (e:has-both(root(.)) and e:is-of-editor(.)) then 'editor' else 'note'"/>
    <xsl:sequence select="e:footnote($series, e:note-sign(.), e:flow(., 'p'), .)"/>
  </xsl:template>

  <!-- Whose a note is, by what it says itself: "original", "editor", or "unsaid". -->
  <xsl:function name="e:said-origin" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="type" as="xs:string" select="lower-case($note/@type)"/>
    <xsl:variable name="authors" as="xs:boolean*" select="
      tokenize($note/@resp) ! replace(., '^.*#', '') ! (lower-case(.) = ('author', 'auth') or exists(id(., $note)/self::tei:author))"/>
    <xsl:sequence select="
      if ($type = ('authorial', 'author', 'original', 'source') or $authors = true()) then 'original'
      else if ($note/@resp or not($type = ('', 'note', 'foot', 'footnote', 'end', 'endnote', 'margin', 'marginal'))) then 'editor'
      else 'unsaid'"/>
  </xsl:function>

  <xsl:key name="e:origin" match="tei:note[e:is-called(.)]" use="e:said-origin(.)"/>

  <!-- A note that says nothing is of the original where others are said to be of an editor, and the other way about. -->
  <xsl:function name="e:is-of-editor" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="origin" as="xs:string" select="e:said-origin($note)"/>
    <xsl:sequence select="$origin = 'editor' or ($origin = 'unsaid' and exists(key('e:origin', 'original', root($note))))"/>
  </xsl:function>

  <!-- True for a document with notes of its own and notes of its editors. -->
  <xsl:function name="e:has-both" as="xs:boolean">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document/accumulator-after('e:own-notes') gt 0 and $document/accumulator-after('e:editors-notes') gt 0"/>
  </xsl:function>

  <xsl:accumulator name="e:own-notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:note[e:is-called(.)]" select="if (e:is-of-editor(.)) then $value else $value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="e:editors-notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:note[e:is-called(.)]" select="if (e:is-of-editor(.)) then $value + 1 else $value"/>
  </xsl:accumulator>

  <!-- What calls a note: its number as on the site, or its place in its series. -->
  <xsl:function name="e:note-sign" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="
      if (not(e:has-both(root($note)))) then string($note/@e:n)
      else if (e:is-of-editor($note)) then format-integer($note/accumulator-before('e:editors-notes'), 'a')
      else string($note/accumulator-before('e:own-notes'))"/>
  </xsl:function>

  <!-- A note within a note stands in brackets: the foot of a page has no foot. -->
  <!-- Where a note belongs that stands apart, its number; before it, too. -->
  <xsl:template match="(tei:anchor | tei:seg | tei:w | tei:phr)[@xml:id][key('e:attached', @xml:id)]" mode="e:inlines" as="item()*" priority="15">
    <xsl:next-match/>
    <xsl:sequence select="e:attached(.) ! map{'t': 'super', 'c': array{e:added(e:attached-sign(.))}}"/>
  </xsl:template>

  <xsl:template match="tei:note//tei:note" mode="e:inlines" as="item()*" priority="2">
    <xsl:sequence select="e:added(' ('), e:mark('plain', .), e:added(')')"/>
  </xsl:template>

  <xsl:template match="tei:note" mode="e:blocks" as="map(*)*">
    <xsl:variable name="blocks" as="map(*)*" select="e:flow(., 'p')"/>
    <xsl:variable name="number" as="map(*)?" select="e:number-apart(.) ! e:added(. || ' ')"/>
    <xsl:sequence select="e:box(., 'apart', (
        head($blocks) ! (if (exists($number) and exists(?c)) then map:put(., 'c', array:join((array{$number}, ?c))) else .), tail($blocks)))"/>
  </xsl:template>

  <!-- A footnote: its series, its call, its blocks, and its language, which need not be that of the text around it. -->
  <xsl:function name="e:footnote" as="map(*)?">
    <xsl:param name="series" as="xs:string"/>
    <xsl:param name="call" as="xs:string"/>
    <xsl:param name="blocks" as="map(*)*"/>
    <xsl:param name="home" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="string(($home/ancestor-or-self::tei:note
        | $home/ancestor::tei:text/.. | $home/ancestor::tei:text)[@xml:lang][last()]/@xml:lang)"/>
    <xsl:if test="exists($blocks)">
      <xsl:sequence select="map:merge((
          map{'t': 'note', 'series': $series, 'call': $call, 'b': array{$blocks},
              'key': string-join(($document?id, $series, $call), ':')},
          if ($language) then e:language($language) else ()))"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
