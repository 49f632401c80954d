<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Linking, analysis, certainty: what connects passages and what is said about them from elsewhere. -->

  <!-- What belongs together, what excludes each other, what answers what: one line of links each. -->
  <xsl:template match="tei:link | tei:join | tei:alt" mode="e:content" as="element()">
    <xsl:variable name="sign" as="xs:string" select="
      if (self::tei:alt) then ' ' || e:label('alternative') || ' ' else if (self::tei:link) then ' ↔ ' else ' + '"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span data-generated="">
        <xsl:variable name="label" as="xs:string*" select="
          e:element-label(local-name())[not(current()/parent::*[ends-with(local-name(), 'Grp')])], @type ! e:word(.), @result ! ('&lt;' || . || '>')"/>
        <xsl:if test="exists($label)">
          <span class="label"><xsl:value-of select="$label"/></span>
          <xsl:text> </xsl:text>
        </xsl:if>
        <xsl:sequence select="e:pointers(@target, $sign, e:is-in-link(.))"/>
        <xsl:value-of select="@weights ! (' (' || string-join(tokenize(.), ' : ') || ')'), ' '[current()/*]" separator=""/>
      </span>
      <xsl:apply-templates select="*" mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- The words of a pointing attribute as links, with a sign between them. -->
  <xsl:function name="e:pointers" as="node()*">
    <xsl:param name="targets" as="attribute()?"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="plain" as="xs:boolean"/>
    <xsl:for-each select="e:tokens($targets)">
      <xsl:if test="position() gt 1"><xsl:value-of select="$sign"/></xsl:if>
      <xsl:variable name="href" as="xs:string?" select="e:link(.)?href"/>
      <xsl:choose>
        <xsl:when test="$href and not($plain)"><a href="{$href}"><xsl:value-of select="e:passage(., $targets/..)"/></a></xsl:when>
        <xsl:otherwise><xsl:value-of select="e:passage(., $targets/..)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- A passage by its name in the index, else by its first words, else by its id. -->
  <xsl:function name="e:passage" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($token)"/>
    <xsl:variable name="element" as="element()?" select="
      if (starts-with($token, '#')) then $context/id(substring($token, 2))[not(e:is-holder(.))] else ()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(e:plain($element))"/>
    <xsl:sequence select="
      if ($link?short or $link?title or empty($words)) then e:name($token)
      else e:label('quote.open') || string-join(subsequence($words, 1, 6), ' ') || '…'[count($words) gt 6] || e:label('quote.close')"/>
  </xsl:function>

  <!-- Groups of such lines, and of interpretations: a list below its label. -->
  <xsl:template match="tei:linkGrp | tei:joinGrp | tei:altGrp | tei:spanGrp | tei:interpGrp" mode="e:content" as="element()">
    <xsl:variable name="block" as="xs:boolean" select="e:is-block(.)"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="label" data-generated="">
        <xsl:value-of select="e:element-label(local-name()), @type ! ('(' || e:word(.) || ')')"/>
        <xsl:text> </xsl:text>
      </span>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1 and not($block)"><xsl:sequence select="e:added(e:label('separator.values'))"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$block and not(e:is-block(.))"><div><xsl:apply-templates select="." mode="e:content"/></div></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="e:content"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- The syntax of a sentence, one link a word, is for machines: like the part of speech of a word it is no text. -->
  <xsl:template match="tei:s/tei:linkGrp[not(normalize-space())]" mode="e:content" as="element()?" priority="1"/>

  <!-- What is said of a passage elsewhere: the words, and links to the passage. -->
  <xsl:template match="tei:span[@from or @target] | tei:interp" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@from or @target or @inst">
        <span class="added" data-generated="">
          <xsl:sequence select="e:pointers((@from, @target, @inst)[1], ' ', e:is-in-link(.))"/>
          <xsl:if test="@from and @to and @from ne @to">–<xsl:sequence select="e:pointers(@to, ' ', e:is-in-link(.))"/></xsl:if>
          <xsl:value-of select="e:label('colon')"/>
        </span>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- How sure something is, and who answers for it: said where it stands, in brackets. -->
  <xsl:template match="tei:certainty | tei:precision | tei:respons" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="added" data-generated="">
        <xsl:value-of select="'[' || string-join((
            string-join((e:element-label(local-name()), @match[. ne '.'], (@locus, @assertedValue) ! e:word(.)), ' '),
            @target ! string-join(tokenize(.) ! e:name(.), ' '), @cert ! e:label('cert.' || .), (@degree, @stdDeviation) ! string(.), @precision ! e:label('cert.' || .),
            @resp ! (e:label('by.resp') || ' ' || string-join(tokenize(.) ! e:name(.), e:label('separator.list')))),
            e:label('separator.list')) || ']' || ' '[current()/node()]"/>
      </span>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A doubt about the words around it, in the manner of editions: a question mark. -->
  <xsl:template match="tei:certainty[@locus = 'value'][not(node() or @target or @assertedValue or @cert or @degree)]" mode="e:content"
      as="element(h:span)" priority="1">
    <span title="{e:element-label('certainty')}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:added('(?)')"/>
    </span>
  </xsl:template>

  <!-- Words and their parts: what is known of them stands in a tooltip. -->
  <xsl:template match="tei:w[@lemma or @pos or @msd] | tei:m[@baseForm or @lemma] | tei:pc[@pos]" mode="e:content" as="element(h:span)">
    <span title="{string-join((@lemma, @baseForm, @pos ! e:word(.), @msd ! translate(., '|', ' ')), e:label('separator.list'))}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

  <!-- Terms for an index are no part of the sentence: a small mark, with the terms folded behind it. -->
  <xsl:template match="tei:index" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <!-- The terms open for who points at the mark and for who comes to it by keyboard. -->
      <xsl:if test="node() and not(ancestor::tei:index or e:is-in-link(.))">
        <xsl:attribute name="tabindex" select="0"/>
      </xsl:if>
      <xsl:if test="node()">
        <span class="mark" data-generated="" title="{string-join((e:label('indexed'), @indexName ! e:word(.)), ' ')}">⁑</span>
        <span class="terms"><xsl:apply-templates mode="e:content"/></span>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- Annotations of their own: what they are about, then what they say. -->
  <xsl:template match="tei:listAnnotation" mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="not(tei:head)">
        <p class="label" data-generated=""><xsl:value-of select="e:element-label('listAnnotation')"/></p>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:annotation" mode="e:content e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@target or @motivation">
        <p data-generated="">
          <span class="label"><xsl:value-of select="tokenize(@motivation) ! e:word(.)" separator="{e:label('separator.list')}"/></span>
          <xsl:text> </xsl:text>
          <xsl:sequence select="e:pointers(@target, ' ', false())"/>
        </p>
      </xsl:if>
      <xsl:apply-templates mode="e:header"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
