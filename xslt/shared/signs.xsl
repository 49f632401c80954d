<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The signs and words of editors, the same on the site and in the books: brackets for what they add, take out, solve
       or doubt; gaps; how much; the letters that a sign of its own is mapped to. -->

  <!-- The signs before and behind an element: those of Leiden for what is lost, left out, superfluous, solved; in texts
       edited by these rules doubtful letters have dots only (a rule of CSS). -->
  <xsl:function name="e:brackets" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="string-join((local-name($element), $element/@reason ! tokenize(.)[1]), ' ')"/>
    <xsl:variable name="signs" as="xs:string*" select="
      (map{'supplied omitted': ('⟨', '⟩'), 'supplied omitted-in-original': ('⟨', '⟩'), 'supplied subaudible': ('(', ')'),
        'supplied explanation': ('(', ')'), 'ex': ('(', ')')}($kind),
      if ($element/self::tei:supplied) then ('[', ']')
      else if ($element/(self::tei:surplus, self::tei:secl)) then ('{', '}')
      else if ($element/self::tei:unclear and not(e:is-leiden($element) or e:is-part-of-word($element) or $element/parent::tei:choice))
        then ('', '[?]')
      else if ($element/self::tei:sic and not(e:is-leiden($element))) then ('', '&#xA0;'[not(e:is-part-of-word($element))] || '[' || e:label('sic') || ']')
      else ())[position() le 2]"/>
    <xsl:variable name="written" as="xs:boolean" select="
      $signs[1] and matches($element, '^\s*[\[(⟨&lt;{]') or $element/self::tei:unclear and matches($element, '\?\s*[\])]\s*$')"/>
    <xsl:variable name="doubled" as="xs:boolean" select="$element/self::tei:supplied and
        $element/ancestor::tei:supplied[1]/@reason = $element/@reason"/>
    <xsl:variable name="expanded" as="xs:boolean" select="$element/self::tei:ex and $element/ancestor::tei:choice"/>
    <xsl:if test="exists($signs) and not($written or $doubled or $expanded)">
      <xsl:sequence select="
        if (e:goes-on-lost($element, false())) then '' else $signs[1],
        if (e:goes-on-lost($element, true())) then '' else '?'[$element/@cert = 'low' and $signs[1]] || $signs[2]"/>
    </xsl:if>
  </xsl:function>

  <!-- True where what is lost goes on in the next restoration or gap, or went on from the one before, so that one pair of
       brackets holds both: "[Luci...]", not "[L][uci][...]". -->
  <xsl:function name="e:goes-on-lost" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="forward" as="xs:boolean"/>
    <xsl:sequence select="e:is-lost($element) and e:is-leiden($element) and e:beside($element, $forward) ! e:is-lost(.) = true()"/>
  </xsl:function>

  <xsl:function name="e:is-lost" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      $node/(self::tei:supplied[not(starts-with(normalize-space(), '['))], self::tei:gap[not(*)][empty(ancestor::tei:supplied)])[not(@cert)]/@reason = 'lost'"/>
  </xsl:function>

  <!-- What stands close beside a part of a word, in whatever elements make the word up. -->
  <xsl:function name="e:beside" as="node()?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="forward" as="xs:boolean"/>
    <xsl:variable name="next" as="node()?" select="
      if ($forward) then $node/following-sibling::node()[self::* or self::text()][1]
      else $node/preceding-sibling::node()[self::* or self::text()][1]"/>
    <xsl:sequence select="
      if (exists($next)) then e:edge($next, $forward)
      else $node/parent::*[e:makes-words(.)] ! e:beside(., $forward)"/>
  </xsl:function>

  <xsl:function name="e:edge" as="node()?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="forward" as="xs:boolean"/>
    <xsl:variable name="inner" as="node()*" select="$node[e:makes-words(.)]/node()[self::* or self::text()]"/>
    <xsl:sequence select="
      if (empty($inner)) then $node else e:edge(if ($forward) then $inner[1] else $inner[last()], $forward)"/>
  </xsl:function>

  <xsl:function name="e:makes-words" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      exists($node/(self::tei:w | self::tei:expan | self::tei:abbr | self::tei:name | self::tei:persName | self::tei:placeName
        | self::tei:num | self::tei:hi | self::tei:seg | self::tei:roleName))"/>
  </xsl:function>

  <!-- True within a text edited by the rules of Leiden, as EpiDoc marks it. -->
  <xsl:function name="e:is-leiden" as="xs:boolean" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/ancestor::tei:div[@type = 'edition'])"/>
  </xsl:function>

  <!-- True where letters stand close before or behind an element. -->
  <xsl:function name="e:is-part-of-word" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      matches($element/preceding-sibling::node()[1][self::text()], '[\p{L}\p{M}]$')
      or matches($element/following-sibling::node()[1][self::text()], '^[\p{L}\p{M}]')"/>
  </xsl:function>

  <!-- A few lost letters are as many dots; more are told in words. By the rules of Leiden what is lost has brackets,
       what can be seen and not read has none. -->
  <xsl:function name="e:gap-sign" as="xs:string" visibility="public">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="letters" as="xs:boolean" select="e:counts-letters($gap)"/>
    <xsl:variable name="count" as="xs:integer" select="($gap/@quantity[. castable as xs:integer] ! xs:integer(.), 0)[1]"/>
    <xsl:variable name="dots" as="xs:string?" select="
      if ($letters and $count = 1 to 8) then string-join((1 to $count) ! '.')
      else if (e:is-leiden($gap) and $letters and $count gt 0)
        then '..' || e:label('circa')[$gap/@precision = 'low'] ! (. || ' ') || $count || '..'
      else if (e:is-leiden($gap) and $gap/@extent = 'unknown') then '- - -' || (' - - -'[$gap/@unit = 'line'])
      else ()"/>
    <xsl:variable name="words" as="xs:string*" select="
      $gap/(@reason, @agent)[empty($dots) and not(e:is-leiden($gap))] ! tokenize(.) ! e:word(.), e:extent($gap)[empty($dots)]"/>
    <xsl:variable name="sign" as="xs:string" select="string-join((($dots, '…')[1], $words[1], (tail($words) ! (', ' || .)) => string-join()), ' ')
        => replace(' , ', ', ') => normalize-space()"/>
    <xsl:sequence select="
      if (e:is-leiden($gap) and exists($dots) and ($gap/@reason = 'illegible' or $gap/ancestor::tei:supplied)) then $sign
      else '['[not(e:goes-on-lost($gap, false()))] || $sign || ']'[not(e:goes-on-lost($gap, true()))]"/>
  </xsl:function>

  <!-- A space of a few letters is a space; a wider one, or one in an inscription, is told. -->
  <xsl:function name="e:space-sign" as="xs:string">
    <xsl:param name="space" as="element()"/>
    <xsl:variable name="count" as="xs:integer" select="($space/@quantity[. castable as xs:integer] ! xs:integer(.), 0)[1]"/>
    <xsl:variable name="narrow" as="xs:boolean" select="
      (e:counts-letters($space) or empty($space/@unit)) and $count le 5 and empty($space/@extent) and not(e:is-leiden($space))"/>
    <xsl:sequence select="
      if ($narrow) then string-join((1 to max((1, $count))) ! '&#xA0;')
      else if (e:is-leiden($space)) then '(' || string-join((e:label('vacat'), $count[. gt 0] ! string()), ' ') || ')'
      else '[' || string-join((e:element-label('space'), e:extent($space)), ', ') || ']'"/>
  </xsl:function>

  <xsl:function name="e:counts-letters" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches($element/@unit, '^(char|letter|sign|grapheme)')"/>
  </xsl:function>

  <!-- How much: a number and its unit, or what stands for them. -->
  <xsl:function name="e:extent" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="unit" as="xs:string?" select="
      $element/@unit ! ($labels(e:unit-form(($element/@quantity, $element/@extent)[1]) || .), e:word(.))[1]"/>
    <xsl:sequence select="
      $element/@quantity ! string-join((e:label('circa')[$element/@precision = 'low'], ., $unit), ' '),
      $element/@extent[empty($element/@quantity)] ! string-join((e:word(.), $unit), ' '),
      if ($element/@atLeast and $element/@atMost) then $element/(@atLeast || '–' || @atMost || $unit ! (' ' || .))
      else ($element/@atLeast ! string-join(('≥', ., $unit), ' '), $element/@atMost ! string-join(('≤', ., $unit), ' '))"/>
  </xsl:function>

  <!-- A value of an attribute in the words of the interface, if it has one for it; else in its own: "WritingSession"
       gives "Writing session". -->
  <xsl:function name="e:word" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="($labels('reason.' || $value), $labels('unit.' || $value), e:value-words($value))[1]"/>
  </xsl:function>

  <!-- A value such as "first_draft" or "WritingSession" as words; its capitals stay where they begin no new word. -->
  <xsl:function name="e:value-words" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(replace(translate($value, '_-', '  '), '(\p{Ll})(\p{Lu})', '$1 $2'))"/>
    <xsl:sequence select="
      if (matches($value, '\p{Ll}\p{Lu}'))
      then string-join((head($words), tail($words) ! (if (matches(., '^\p{Lu}\p{Ll}')) then lower-case(.) else .)), ' ')
      else translate($value, '_-', '  ')"/>
  </xsl:function>

  <!-- Where the labels have a unit in the form that a quantity wants: the key without the unit. -->
  <xsl:function name="e:unit-form" as="xs:string">
    <xsl:param name="quantity" as="xs:string?"/>
    <xsl:sequence select="
      map{'one': 'one.', 'few': 'few.', 'many': 'unit.'}(if ($quantity castable as xs:integer) then e:number-form(xs:integer($quantity)) else 'many')"/>
  </xsl:function>

  <!-- The letters that every font may have for a sign: those of the standard before simpler ones. -->
  <xsl:function name="e:mapped" as="xs:string?">
    <xsl:param name="sign" as="element()?"/>
    <xsl:variable name="mappings" as="element()*" select="$sign/tei:mapping[normalize-space()][not(matches(., '\p{Co}|^\s*U\+'))]"/>
    <xsl:sequence select="
      ($mappings[lower-case(@type) = ('standard', 'standardized', 'unicode', 'composed')], $mappings)[1] ! normalize-space()"/>
  </xsl:function>

  <!-- The form of a noun behind a number: `one`, `few` or `many`, as the language of the interface has it (CLDR, cardinal
       plurals). -->
  <xsl:function name="e:number-form" as="xs:string">
    <xsl:param name="n" as="xs:integer"/>
    <xsl:sequence select="
      if ($labels?language = 'ru') then
        if ($n mod 10 = 1 and $n mod 100 ne 11) then 'one'
        else if ($n mod 10 = (2, 3, 4) and not($n mod 100 = (12, 13, 14))) then 'few' else 'many'
      else if ($n = 1 or ($n = 0 and $labels?language = ('fr', 'fa'))) then 'one' else 'many'"/>
  </xsl:function>

  <!-- What the declaration of a sign calls it. -->
  <xsl:function name="e:sign-name" as="xs:string?">
    <xsl:param name="sign" as="element()?"/>
    <xsl:sequence select="
      $sign/(tei:charName | tei:glyphName | (tei:localProp | tei:unicodeProp)[@name = 'Name']/@value | tei:desc)[1] ! normalize-space(.)"/>
  </xsl:function>

  <!-- A hand as its description calls it, if that is short. -->
  <xsl:function name="e:hand-name" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      id(substring-after($token, '#'), $node)/self::tei:handNote ! normalize-space()[. and string-length() le 40]"/>
  </xsl:function>

  <!-- Notes that stand apart from the text, by the ids of the places that they say they belong to; those that a reference
       in the text calls need no other call. -->
  <xsl:key name="e:attached" match="tei:note[@target][not(@e:n)]" use="tokenize((@targetEnd, @target)[1])[1][starts-with(., '#')] ! substring(., 2)"/>
  <xsl:key name="e:referring" match="tei:ref[@target] | tei:ptr[@target]" use="tokenize(@target)"/>

  <xsl:function name="e:attached" as="element(tei:note)*">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="
      key('e:attached', $place/@xml:id, root($place))[. >> $place or ancestor::tei:standOff][empty(ancestor::tei:listApp)]
        [not(@xml:id) or empty(key('e:referring', '#' || @xml:id, root($place)))]"/>
  </xsl:function>

  <!-- The number of a note that stands apart, where something in the text calls it and the note does not say it itself. -->
  <xsl:function name="e:number-apart" as="xs:string?">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="
      $note[starts-with(@target, '#') or @xml:id and exists(key('e:referring', '#' || @xml:id))]
        /@n[string-length() = 1 to 5][not(starts-with(normalize-space($note), .))]/string()"/>
  </xsl:function>

  <!-- What calls such a note: its number, or a star. -->
  <xsl:function name="e:attached-sign" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="($note/@n[. and string-length() le 5], '*')[1]"/>
  </xsl:function>

  <!-- The corpus of inscriptions that an entry of a bibliography names in `n` only: "CIL" before "10.7278". -->
  <xsl:function name="e:corpus" as="xs:string?">
    <xsl:param name="bibl" as="element()"/>
    <xsl:sequence select="
      $bibl/self::tei:bibl/@n[matches(., '^\p{L}') and string-length() lt 20][normalize-space($bibl)][not(contains($bibl, .))]/string()"/>
  </xsl:function>

</xsl:stylesheet>
