<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Where there are no words: gaps and spaces; a change of hand, the ends of a stretch of text that overlaps others,
       what was taken back; where a witness begins and breaks off. -->

  <!-- A gap shows the words that describe it; without them, what its attributes say. -->
  <xsl:template match="tei:gap | tei:ellipsis[*]" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:if test="not(matches(., '\S'))">
        <xsl:sequence select="e:added(e:gap-sign(.))"/>
      </xsl:if>
      <xsl:apply-templates select="*" mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="(tei:gap | tei:space | tei:ellipsis)/*[self::tei:desc]" mode="e:content" as="element(h:span)" priority="2">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:space" mode="e:content" as="element()">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:if test="not(matches(., '\S'))">
        <xsl:sequence select="e:added(e:space-sign(.))"/>
      </xsl:if>
      <xsl:apply-templates select="*" mode="e:content"/>
    </span>
  </xsl:template>

  <!-- A few blank lines of a written page are blank lines. -->
  <xsl:template match="(tei:surface | tei:zone | tei:lg)/tei:space[not(*)][@dim = 'vertical'][matches((@quantity, @extent)[1], '^(0?\.\d+|[1-4](\.\d+)?)$')]"
      mode="e:content" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="title" select="e:element-label('space'), e:extent(.)" separator=", "/>
      <xsl:for-each select="1 to xs:integer(ceiling(xs:decimal((@quantity, @extent)[1])))">
        <br/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="tei:handShift | tei:addSpan | tei:delSpan | tei:damageSpan | tei:redo | tei:undo | tei:lacunaStart
      | tei:lacunaEnd | tei:witStart | tei:witEnd | tei:ellipsis[not(*)]" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="words" as="xs:string" select="e:mark-words(.)"/>
      <xsl:sequence select="e:added($words)"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="e:content"/>
    </span>
  </xsl:template>

  <xsl:function name="e:mark-words" as="xs:string" visibility="public">
    <xsl:param name="mark" as="element()"/>
    <xsl:variable name="hand" as="xs:string*" select="$mark/@new ! tokenize(.) ! (e:hand-name(., $mark), e:name(.))[1]"/>
    <xsl:sequence select="'[' || string-join((
        string-join((e:label('mark.' || local-name($mark)), $hand), ' '), $mark/(@medium, @script) ! e:word(.),
        e:circumstances($mark)[empty($hand)],
        $mark/(@target, @spanTo)[empty($mark/@spanTo)] ! tokenize(.) ! e:pointed-words(., $mark)), ', ') || ']'"/>
  </xsl:function>

  <!-- The first words of what a pointer leads to, else its name. -->
  <xsl:function name="e:pointed-words" as="xs:string" visibility="public">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="words" as="xs:string*" select="
      $token[starts-with(., '#')] ! id(substring(., 2), $node)
        ! tokenize(string-join((.[not(*[e:is-block(.)])], *[e:is-block(.)]) ! e:plain(.), ' / '))"/>
    <xsl:sequence select="
      if (empty($words)) then e:name($token)
      else e:label('quote.open') || string-join($words[position() le 6], ' ') || ' …'[count($words) gt 6] || e:label('quote.close')"/>
  </xsl:function>

  <!-- Where a stretch or the lemma of an entry ends, a mark; in a block, as the last thing in it. The names are those of
       the elements that such pointers lead to: to ask every element costs time on every page. -->
  <xsl:template match="(tei:anchor | tei:w | tei:c | tei:pc | tei:seg | tei:phr | tei:cl | tei:s | tei:name | tei:milestone | tei:lb
      | tei:l | tei:p | tei:ab)[@xml:id][key('e:ends-here', @xml:id) or key('e:attached', @xml:id)]" mode="e:content" as="node()*" priority="15">
    <xsl:variable name="made" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="marks" as="element()*" select="
      key('e:ends-here', @xml:id)[not(self::tei:app) or e:is-listed(.)] ! e:end-mark(., current()), e:attached(.) ! e:attached-call(., current())"/>
    <xsl:choose>
      <xsl:when test="not(e:is-block(.))">
        <xsl:sequence select="$made, $marks"/>
      </xsl:when>
      <xsl:when test="count($made) = 1 and $made[self::h:div or self::h:p or self::h:section or self::h:h2 or self::h:h3 or self::h:h4]">
        <xsl:copy select="$made">
          <xsl:sequence select="@*, node(), $marks"/>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$made"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The call of a note that stands apart and belongs here. -->
  <xsl:function name="e:attached-call" as="element()">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:param name="place" as="element()"/>
    <xsl:variable name="sign" as="xs:string" select="e:attached-sign($note)"/>
    <xsl:choose>
      <xsl:when test="$note/@e:id and not(e:is-in-link($place))">
        <a class="call" data-generated="" href="{e:href($note, $note/@e:id)}" role="doc-noteref" aria-label="{e:label('note')} {$sign}"><xsl:value-of select="$sign"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="call" data-generated=""><xsl:value-of select="$sign"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The end of a stretch: what ends here; of an entry: the way to it. -->
  <xsl:function name="e:end-mark" as="element()">
    <xsl:param name="start" as="element()"/>
    <xsl:param name="end" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="$start/self::tei:app ! e:reading-number(.) || ''"/>
    <xsl:choose>
      <xsl:when test="$start/self::tei:app and not(e:is-in-link($end))">
        <a class="reading-call" data-generated="" href="{e:href($start, '-entry-' || $number)}"
            aria-label="{e:label('reading')} {$number}"><xsl:value-of select="$number"/></a>
      </xsl:when>
      <xsl:when test="$start/self::tei:app">
        <span class="reading-call" data-generated=""><xsl:value-of select="$number"/></span>
      </xsl:when>
      <xsl:otherwise>
        <span class="added" data-generated=""><xsl:value-of select="'[' || e:label('mark.end') || ' ' || e:element-label(local-name($start)) || ']'"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
