<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The entries of the critical apparatus as lists, lemma by lemma: those of a text behind it, which say again what
       stands folded in the text (all of that is generated), and those that stand apart, in their own place. -->

  <!-- What entries and stretches of text point to as their end; a mark is set there. -->
  <xsl:key name="e:ends-here" match="tei:app[@from or @to] | tei:addSpan | tei:delSpan | tei:damageSpan" use="substring-after(e:end-of(.), '#')"/>

  <!-- The line, or the paragraph with a number, that an element stands in. -->
  <xsl:accumulator name="e:line" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="tei:lb | tei:l | (tei:p | tei:ab)[not(ancestor::tei:note)]" select="string(@n)"/>
    <xsl:accumulator-rule match="tei:div" select="''"/>
  </xsl:accumulator>

  <xsl:function name="e:end-of" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize(($element/@spanTo, $element/@to, $element/@from)[1])[1]"/>
  </xsl:function>

  <!-- The address of an element, with the page it stands on where that is another one. -->
  <xsl:function name="e:href" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="page" as="xs:string?" select="$element/ancestor-or-self::*[@e:page][1]/@e:page"/>
    <xsl:sequence select="(if ($page ne $e:here) then $document?pages(xs:integer($page))?path else '') || '#' || $id"/>
  </xsl:function>

  <!-- Where a pointer leads, within the document or by the index. -->
  <xsl:function name="e:href-of" as="xs:string?" visibility="public">
    <xsl:param name="token" as="xs:string?"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="(e:link($token)?href, $token[starts-with(., '#')] ! id(substring(., 2), $node)[@e:id] ! e:href(., @e:id))[1]"/>
  </xsl:function>

  <!-- The entries of the text of this page, in their order. -->
  <xsl:function name="e:called-entries" as="element(tei:app)*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="entries" as="element(tei:app)*"
        select="e:units($root)/descendant-or-self::tei:app[not(e:is-listed(.)) and not(ancestor::tei:teiHeader)]"/>
    <xsl:sequence select="
      if (empty($entries)) then ()
      else sort($entries, (), function($app as element()) as xs:integer { $app ! accumulator-after('e:reading') })"/>
  </xsl:function>

  <xsl:template name="e:entries" as="element(h:section)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="entries" as="element(tei:app)*" select="e:called-entries(.)"/>
    <xsl:if test="$entries">
      <section class="apparatus" id="-apparatus" aria-labelledby="-apparatus-title" data-generated="">
        <h2 id="-apparatus-title"><xsl:value-of select="e:label('apparatus')"/></h2>
        <ol role="list">
          <xsl:sequence select="$entries ! e:entry-item(.)"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- An entry: lemma] reading witnesses; reading witnesses. -->
  <xsl:function name="e:entry-item" as="element(h:li)">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="number" as="xs:string" select="e:reading-number($app)"/>
    <xsl:variable name="readings" as="element()*" select="e:readings-of($app)"/>
    <xsl:variable name="lemma" as="element()?" select="if (e:is-parallel($app)) then $readings[1] else $readings/self::tei:lem"/>
    <li id="-entry-{$number}">
      <a class="entry-number" href="#-reading-{$number}" aria-label="{e:label('reading.back')} {$number}">
        <xsl:value-of select="$number"/>
      </a>
      <div>
        <xsl:sequence select="e:entry-place($app)"/>
        <xsl:if test="$lemma">
          <xsl:sequence select="e:lemma($lemma)"/>
          <xsl:if test="exists($readings except $lemma)">] </xsl:if>
        </xsl:if>
        <xsl:for-each select="$readings except $lemma">
          <xsl:if test="position() gt 1">; </xsl:if>
          <span class="rdg"><xsl:apply-templates select="." mode="e:apparatus"/></span>
          <xsl:sequence select="e:reading-facts(.)"/>
        </xsl:for-each>
        <xsl:for-each select="$app/(tei:witDetail | tei:rdgGrp/tei:witDetail | tei:note)">
          <xsl:text> </xsl:text>
          <span class="detail"><xsl:apply-templates select="." mode="e:apparatus"/></span>
        </xsl:for-each>
      </div>
    </li>
  </xsl:function>

  <!-- The lemma, a long one by its first and last words, and who has it. -->
  <xsl:function name="e:lemma" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(e:plain($reading))"/>
    <span class="lem">
      <xsl:choose>
        <xsl:when test="count($words) gt 12">
          <xsl:value-of select="string-join($words[position() le 3], ' ') || ' … ' || string-join($words[position() gt count($words) - 2], ' ')"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="$reading" mode="e:apparatus"/></xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:sequence select="e:reading-facts($reading)"/>
  </xsl:function>

  <!-- The line or the place that an entry gives, if there is one. -->
  <xsl:function name="e:entry-place" as="node()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="line" as="xs:string?" select="
      (($app/@loc, $app/ancestor::tei:l[1]/@n, $app//tei:l[1]/@n) ! string(), $app[not(e:is-block(.))] ! accumulator-before('e:line'))[.][1]"/>
    <xsl:if test="$line">
      <span class="entry-line"><xsl:value-of select="$line"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- Who has a reading, of what kind it is and whose judgement that is. -->
  <xsl:function name="e:reading-facts" as="node()*" visibility="public">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="witnesses" as="xs:string*" select="e:witnesses-of($reading)"/>
    <xsl:variable name="facts" as="xs:string*" select="
      $reading/(@type, @cause, ancestor::tei:rdgGrp[1]/@type) ! tokenize(.) ! e:word(.), $reading/@varSeq ! (e:label('varSeq') || ' ' || .),
      $reading/(@hand, @resp, @source) ! (e:label('by.' || local-name(.)) || ' ' || string-join(tokenize(.) ! e:name(.), ', ')),
      $reading/@cert ! (e:label('certainty') || ' ' || e:label('cert.' || .))"/>
    <xsl:if test="exists($witnesses)">
      <xsl:text> </xsl:text>
      <span class="sigla" data-generated="">
        <xsl:for-each select="$witnesses">
          <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
          <xsl:sequence select="e:siglum-link(., $reading)"/>
        </xsl:for-each>
      </span>
    </xsl:if>
    <xsl:if test="exists($facts)">
      <xsl:text> </xsl:text>
      <span class="reading-facts" data-generated=""><xsl:value-of select="'(' || string-join($facts, ', ') || ')'"/></span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:siglum-link" as="item()">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="href" as="xs:string?" select="e:href-of($token, $reading)"/>
    <xsl:choose>
      <xsl:when test="$href and not(e:is-in-link($reading))">
        <a href="{$href}"><xsl:value-of select="e:siglum($token, root($reading))"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="e:siglum($token, root($reading))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An entry that stands apart: its words are the source's, signs and sigla are ours. -->
  <xsl:template match="tei:app[e:is-listed(.)]" mode="e:content" as="element()" priority="2">
    <xsl:variable name="number" as="xs:string" select="e:reading-number(.)"/>
    <xsl:variable name="place" as="xs:string?" select="(@loc, id(substring-after(@from, '#')) ! accumulator-before('e:line')[.], $number[empty(current()/ancestor::tei:listApp)])[1]"/>
    <xsl:variable name="href" as="xs:string?" select="e:href-of((tokenize(@from), tokenize(@to))[1], .)"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="data-apart" select="''"/>
      <xsl:element name="{if ($href and not(e:is-in-link(.))) then 'a' else 'span'}">
        <xsl:attribute name="class" select="'entry-number'"/>
        <xsl:attribute name="id" select="'-entry-' || $number"/>
        <xsl:attribute name="data-generated" select="''"/>
        <xsl:if test="$href and not(e:is-in-link(.))">
          <xsl:attribute name="href" select="$href"/>
        </xsl:if>
        <xsl:value-of select="$place"/>
      </xsl:element>
      <xsl:text> </xsl:text>
      <xsl:sequence select="e:pointed-lemma(.)"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- The words that an entry without a lemma points to, where they are one element. -->
  <xsl:function name="e:pointed-lemma" as="node()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="pointed" as="element()?" select="
      $app[not(tei:lem)][not(@to) or @to = @from]/@from/id(substring-after(., '#'), $app)[e:plain(.)]"/>
    <xsl:if test="$pointed">
      <span class="lem" data-generated=""><xsl:value-of select="e:plain($pointed) || '] '"/></span>
    </xsl:if>
  </xsl:function>

  <xsl:template match="(tei:lem | tei:rdg)[e:is-listed(ancestor::tei:app[1])]" mode="e:content" as="node()*" priority="2">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="e:is-omission(.)">
        <xsl:sequence select="e:added(e:label('omitted'))"/>
      </xsl:if>
      <xsl:sequence select="e:reading-facts(.)"/>
      <span class="added" data-generated="">
        <xsl:value-of select="if (self::tei:lem) then '] ' else if (e:readings-of(ancestor::tei:app[1])[last()] is .) then ' ' else '; '"/>
      </span>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
