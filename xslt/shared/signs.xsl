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
  </xsl:function>  <!-- The letters that every font may have for a sign: those of the standard before simpler ones. -->
  <xsl:function name="e:mapped" as="xs:string?">
    <xsl:param name="sign" as="element()?"/>
    <xsl:variable name="mappings" as="element()*" select="$sign/tei:mapping[normalize-space()][not(matches(., '\p{Co}|^\s*U\+'))]"/>
    <xsl:sequence select="
      ($mappings[lower-case(@type) = ('standard', 'standardized', 'unicode', 'composed')], $mappings)[1] ! normalize-space()"/>
  </xsl:function>
  <!-- What the declaration of a sign calls it. -->
  <xsl:function name="e:sign-name" as="xs:string?">
    <xsl:param name="sign" as="element()?"/>
    <xsl:sequence select="
      $sign/(tei:charName | tei:glyphName | (tei:localProp | tei:unicodeProp)[@name = 'Name']/@value | tei:desc)[1] ! normalize-space(.)"/>
  </xsl:function></xsl:stylesheet>
