<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- How a document, or the edition, is cited: by the Chicago Manual of Style (a note, 17th edition), by the MLA
       Handbook (9th edition), and by ISO 690:2021, with the version of the edition. The section stands at the end of a page, and a
       button at its head opens it in place (a popover; elsewhere the link leads there). A script adds buttons that copy,
       and the passage. -->

  <!-- Opens the section, or leads to it. -->
  <xsl:template name="e:cite-opener" as="element()+">
    <xsl:context-item use="optional"/>
    <button type="button" class="cite-opener" popovertarget="-cite"><xsl:value-of select="e:label('cite.short')"/></button>
    <a class="cite-link" href="#-cite"><xsl:value-of select="e:label('cite')"/></a>
  </xsl:template>

  <xsl:template name="e:citation" as="element(h:section)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:call-template name="e:cite-section">
      <xsl:with-param name="ours" select="e:interface(.)"/>
      <xsl:with-param name="item" select="e:cited-document()"/>
      <xsl:with-param name="rest" as="element()*">
        <p class="hint"><xsl:value-of select="e:label(if ((e:own-text(.), .)[1]//tei:sp) then 'cite.turn' else 'cite.part')"/></p>
        <xsl:call-template name="e:take-away"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The section; its data are the words of the script. -->
  <xsl:template name="e:cite-section" as="element(h:section)">
    <xsl:context-item use="optional"/>
    <xsl:param name="ours" as="attribute()*"/>
    <xsl:param name="item" as="map(*)" required="yes"/>
    <xsl:param name="rest" as="element()*"/>
    <section class="cite" id="-cite" popover="auto" aria-labelledby="-cite-title" data-generated="">
      <xsl:for-each select="'copy', 'copied', 'copy-by-hand', 'whole'">
        <xsl:attribute name="data-{.}" select="e:label('cite.' || .)"/>
      </xsl:for-each>
      <xsl:for-each select="'sp', 'p', 'note', 'l'">
        <xsl:attribute name="data-{.}" select="e:label('block.' || .)"/>
      </xsl:for-each>
      <xsl:attribute name="data-digits" select="e:label('digits')"/>
      <xsl:if test="($item?before, 0)[1] gt 0">
        <xsl:attribute name="data-before" select="$item?before"/>
      </xsl:if>
      <xsl:sequence select="$ours"/>
      <h2 id="-cite-title" tabindex="-1"><xsl:value-of select="e:label('cite')"/></h2>
      <button type="button" class="cite-closer" popovertarget="-cite" popovertargetaction="hide"><xsl:value-of select="e:label('cite.close')"/></button>
      <dl class="citations">
        <xsl:sequence select="e:chicago($item), e:mla($item), e:iso($item)"/>
      </dl>
      <xsl:sequence select="$rest"/>
    </section>
  </xsl:template>

  <!-- What a citation is made of: title, authors, editors, date, address. An author whom the title names is not named
       again. A text of a corpus is cited by what is its own; the corpus is named behind its title, unless the edition has
       that name. -->
  <xsl:function name="e:cited-document" as="map(*)">
    <xsl:variable name="citing" as="map(*)" select="$document?citing"/>
    <xsl:variable name="text" as="map(*)?" select="$document?pages($page)[$page gt 1][?name = 'TEI']"/>
    <!-- The day, without the hour. -->
    <xsl:variable name="date" as="map(*)?" select="
      (if (exists($text)) then $text?date else $document?date)[$document?kind = ('document', 'calendar')]
        ! map:merge((map{'from': ?from ! replace(., 'T.*', ''), 'to': ?to ! replace(., 'T.*', '')}, .))"/>
    <xsl:variable name="title" as="xs:string" select="
      if (exists($text)) then e:page-title($page) || ($document?title[not(. = ($site?title, ''))] ! (' (' || . || ')')) else string($document?title)"/>
    <xsl:variable name="authors" as="map(*)*" select="if (exists($text)) then $citing?texts(string($page))?* else $citing?authors?*"/>
    <xsl:sequence select="map:merge((
      map{'title': $title, 'before': $citing?before($page),
        'authors': array{$authors[not(contains($title, (?family[.], ?text)[1]))]},
        'editors': array{$site?citing?editors?*, $citing?editors?*},
        'language': e:html-language($citing?language), 'address': $site?url || $document?pages($page)?path},
      $date[not(e:says-date($title, .))] ! map{'date': e:date-words(.)}))"/>
  </xsl:function>

  <xsl:function name="e:cited-edition" as="map(*)">
    <xsl:sequence select="map{
      'authors': [], 'editors': array{$site?citing?editors?*}, 'address': string($site?url)}"/>
  </xsl:function>

  <!-- True where a title names the day and the year itself, or a year that is all that is known. -->
  <xsl:function name="e:says-date" as="xs:boolean">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="date" as="map(*)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($date?from, '-')[.]"/>
    <xsl:variable name="numbers" as="xs:string*" select="tokenize($title, '\D+')"/>
    <xsl:sequence select="
      $date?kind = 'exact' and $parts[1] = $numbers and (count($parts) eq 1 or ($parts[3] ! (., substring-after(., '0'))[.]) = $numbers)"/>
  </xsl:function>

  <!-- Jane Doe, “Title,” 21 February 1946, in Edition, ed. John Roe, version 1.0 (Publisher, 2026), address. -->
  <xsl:function name="e:chicago" as="element()+">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="comma" as="xs:string" select="e:label('separator.list')"/>
    <xsl:variable name="publisher" as="xs:string" select="string-join(($site?publisher[.], e:cited-year()), $comma)"/>
    <xsl:sequence select="e:citation('Chicago', $item, 'cite.title.chicago',
      e:with(e:names($item?authors?*?text), $comma),
      string-join((e:with($item?date, $comma), $item?title ! (e:within-line(e:label('cite.in')) || ' '))),
      string-join(('', e:names($item?editors?*?text) ! e:filled('cite.edited', 'names', .), $site?version[.] ! e:version-words(.)), $comma)
        || $publisher[.] ! (' (' || . || ')'),
      $comma)"/>
  </xsl:function>

  <!-- Doe, Jane. “Title.” 21 February 1946. Edition, edited by John Roe, version 1.0, Publisher, 2026, address. -->
  <xsl:function name="e:mla" as="element()+">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="comma" as="xs:string" select="e:label('separator.list')"/>
    <xsl:sequence select="e:citation('MLA', $item, 'cite.title.mla',
      e:with(e:names(($item?authors?*[1] ! e:inverted(., ?family), tail($item?authors?*) ! ?text)), '. '),
      string($item?date ! e:with(e:capital(.), '. ')),
      string-join(('', e:names($item?editors?*?text) ! e:filled('cite.edited-by', 'names', .),
        $site?version[.] ! e:version-words(.), $site?publisher[.], e:cited-year()), $comma),
      $comma)"/>
  </xsl:function>

  <!-- DOE, Jane. Title. 21 February 1946. In: ROE, John (ed.). Edition [online]. Version 1.0. Publisher, 2026.
       Available at: address. -->
  <xsl:function name="e:iso" as="element()+">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="editors" as="map(*)*" select="$item?editors?*"/>
    <xsl:sequence select="e:citation('ISO 690', $item, 'cite.title.iso',
      e:with(e:names($item?authors?* ! e:inverted(., upper-case(?family))), '. '),
      string-join(($item?date ! e:with(e:capital(.), '. '), $item?title ! (e:label('cite.in') || e:label('colon')),
        e:names($editors ! e:inverted(., upper-case(?family)))
          ! (e:filled(if (count($editors) gt 1) then 'cite.editors' else 'cite.editor', 'names', .) || ' '))),
      string-join((' [' || e:label('cite.online') || ']', $site?version[.] ! e:capital(e:version-words(.)),
        string-join(($site?publisher[.], e:cited-year()), e:label('separator.list'))[.]), '. '),
      '. ' || e:label('cite.available') || e:label('colon'))"/>
  </xsl:function>

  <!-- One citation: authors, title, what stands between it and the title of the edition, what stands behind that, the
       place of a passage, and what leads to the address. -->
  <xsl:function name="e:citation" as="element()+">
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="item" as="map(*)"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:param name="authors" as="xs:string?"/>
    <xsl:param name="between" as="xs:string"/>
    <xsl:param name="behind" as="xs:string"/>
    <xsl:param name="link" as="xs:string"/>
    <dt><xsl:value-of select="$style"/></dt>
    <dd>
      <span class="citation">
        <xsl:value-of select="$authors"/>
        <xsl:sequence select="$item?title ! e:cited-title(., $item?language, e:label($pattern))"/>
        <xsl:value-of select="$between"/>
        <cite><xsl:value-of select="$site?title"/></cite>
        <xsl:value-of select="$behind"/>
        <span class="passage" data-before="{e:label('separator.list')}"/>
        <xsl:if test="$item?address">
          <xsl:value-of select="$link"/>
          <bdi class="cited-address"><xsl:value-of select="$item?address"/></bdi>
        </xsl:if>
        <xsl:text>.</xsl:text>
      </span>
    </dd>
  </xsl:function>

  <!-- A title between its marks; one that ends in a mark needs no other. -->
  <xsl:function name="e:cited-title" as="node()+">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="end" as="xs:string" select="substring-after($pattern, '{title}')"/>
    <xsl:value-of select="substring-before($pattern, '{title}')"/>
    <bdi>
      <xsl:if test="$language and $language ne e:html-language($site?language)">
        <xsl:attribute name="lang" select="$language"/>
      </xsl:if>
      <xsl:value-of select="$title"/>
    </bdi>
    <xsl:value-of select="if (matches($title, '[.?!…]$')) then replace($end, '^[.,،]', '') else $end"/>
    <xsl:text> </xsl:text>
  </xsl:function>

  <xsl:function name="e:with" as="xs:string*">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:param name="mark" as="xs:string"/>
    <!-- "I. V. Stalin." needs no second full stop. -->
    <xsl:sequence select="$text[.] ! (if (starts-with($mark, '.') and substring(., string-length()) = ('.', '?', '!')) then . || substring($mark, 2) else . || $mark)"/>
  </xsl:function>

  <xsl:function name="e:inverted" as="xs:string">
    <xsl:param name="name" as="map(*)"/>
    <xsl:param name="family" as="xs:string"/>
    <xsl:sequence select="if ($family) then $family || ', ' || $name?given else $name?text"/>
  </xsl:function>

  <!-- Names in a line, "and" before the last. -->
  <xsl:function name="e:names" as="xs:string?">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:variable name="last" as="xs:string?" select="$names[last()]"/>
    <xsl:sequence select="
      if (count($names) lt 2) then $last
      else string-join($names[position() lt last()], e:label('separator.list')) || ' ' || e:label('cite.and') || ' ' || $last"/>
  </xsl:function>

  <xsl:function name="e:filled" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="label" as="xs:string" select="e:label($key)"/>
    <xsl:variable name="place" as="xs:string" select="'{' || $name || '}'"/>
    <xsl:sequence select="substring-before($label, $place) || $words || substring-after($label, $place)"/>
  </xsl:function>

  <xsl:function name="e:version-words" as="xs:string">
    <xsl:param name="version" as="xs:string"/>
    <xsl:sequence select="e:within-line(e:label('version')) || ' ' || $version"/>
  </xsl:function>

  <xsl:function name="e:capital" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="upper-case(substring($words, 1, 1)) || substring($words, 2)"/>
  </xsl:function>

  <!-- The year of the edition. -->
  <xsl:function name="e:cited-year" as="xs:string?">
    <xsl:sequence select="$site?citing?date[.] ! e:digits(substring(., 1, 4))"/>
  </xsl:function>

</xsl:stylesheet>
