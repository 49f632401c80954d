<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- What the site and the books tell alike of what a source says in attributes, or leaves to its elements: extents and
       kinds, hands, the parts of names, marks of quotations, notes that belong elsewhere. -->


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


  <!-- What parts two parts of a name: a surname stands before its forename with a comma, but in languages that write it so. -->
  <xsl:function name="e:between-names" as="xs:string?">
    <xsl:param name="before" as="element()"/>
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="'surname', 'forename', 'nameLink', 'roleName', 'addName', 'genName'"/>
    <xsl:sequence select="
      if (not(local-name($before) = $names and local-name($part) = $names)) then ()
      else if ($before/self::tei:surname and $part/self::tei:forename and not(matches($before, '[&#x3040;-&#x30ff;&#x4e00;-&#x9fff;&#xac00;-&#xd7a3;]')))
        then ', '
      else ' '"/>
  </xsl:function>

  <xsl:key name="e:quotation" match="tei:quotation" use="'marks'"/>

  <!-- True for a quotation within a line, not speech that is reported only, whose marks its encoder has left to the
       element: there is none in the text, and the header does not say that they were kept. -->
  <xsl:function name="e:is-unmarked" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kept" as="xs:boolean" select="
      matches($element, '^\s*[\p{Pi}\p{Pf}&quot;''„‚—–-]')
      or exists($element/preceding-sibling::node()[1]/self::text()[matches(., '[\p{Pi}\p{Pf}&quot;''„‚]\s*$')])
      or key('e:quotation', 'marks', root($element))/@marks = ('all', 'some')"/>
    <xsl:sequence select="
      not($kept or $element/@direct = 'false' or e:is-block($element) or e:is-leiden($element) or $element/ancestor::tei:cit/ancestor::*[self::tei:entry or self::tei:entryFree])
      and normalize-space($element) ne ''"/>
  </xsl:function>


  <!-- The corpus of inscriptions that an entry of a bibliography names in `n` only: "CIL" before "10.7278". -->
  <xsl:function name="e:corpus" as="xs:string?">
    <xsl:param name="bibl" as="element()"/>
    <xsl:sequence select="
      $bibl/self::tei:bibl/@n[matches(., '^\p{L}') and string-length() lt 20][normalize-space($bibl)][not(contains($bibl, .))]/string()"/>
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

</xsl:stylesheet>
