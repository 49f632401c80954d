<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- An original and its translation side by side: two divisions or texts that follow each other in two languages, and
       of which one points to the other (corresp, synch, a link of a group of translations or alignments), has parts that
       do, or is called a translation. Each stands once on the page, in the order of the source; a grid of CSS sets them
       beside each other. The row of a part is that of the part it corresponds to. -->

  <xsl:key name="e:parallel" match="tei:div | tei:div1 | tei:div2 | tei:text" use="e:original-of(.) ! (generate-id(.), 'any')"/>
  <xsl:key name="e:aligned" match="tei:linkGrp[@type = ('translation', 'alignment')]/tei:link[@target]" use="tokenize(@target) ! substring-after(., '#')"/>

  <!-- The neighbour that a division translates. -->
  <xsl:function name="e:original-of" as="element()?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$part/preceding-sibling::*[1][local-name() = local-name($part)]"/>
    <xsl:sequence select="
      $before[@xml:lang or $part/@xml:lang][e:tongue(.) ne e:tongue($part)][string(@e:page) = string($part/@e:page)][empty((@e:split, $part/@e:split))]
        [$part/@type = 'translation' and not(@type = ('translation', 'apparatus', 'commentary', 'bibliography')) or e:are-linked(., $part)]"/>
  </xsl:function>

  <xsl:function name="e:tongue" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- True where a division points to the other, or a part of it to a part of the other, or a link joins such. -->
  <xsl:function name="e:are-linked" as="xs:boolean">
    <xsl:param name="one" as="element()"/>
    <xsl:param name="other" as="element()"/>
    <xsl:sequence select="
      exists(($one, $one/*, $other, $other/*)[e:partners(.)[. is $one or .. is $one or . is $other or .. is $other]])"/>
  </xsl:function>

  <!-- What an element corresponds to within its document: where it points, what points to it by a link. -->
  <xsl:function name="e:partners" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="linked" as="xs:string*" select="
      $element/(@corresp, @synch) ! tokenize(.),
      $element/@xml:id ! key('e:aligned', ., root($element))/@target ! tokenize(.)"/>
    <xsl:sequence select="($linked[starts-with(., '#')] ! id(substring(., 2), root($element))) except $element"/>
  </xsl:function>

  <xsl:function name="e:has-parallels" as="xs:boolean" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="
      exists(key('e:parallel', 'any', $root)[empty($root/*/@e:split) or ancestor-or-self::*[@e:page][1]/@e:page = $e:here])"/>
  </xsl:function>

  <xsl:template match="(tei:div | tei:div1 | tei:div2 | tei:text)[key('e:parallel', generate-id(.))]" mode="e:content"
      as="element(h:div)" priority="16">
    <xsl:variable name="other" as="element()" select="key('e:parallel', generate-id(.))[1]"/>
    <xsl:variable name="original" as="element()">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="translation" as="element()">
      <xsl:apply-templates select="$other" mode="e:content">
        <xsl:with-param name="e:beside" select="." tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <div class="parallel">
      <xsl:sequence select="$original, e:in-rows($translation, e:rows($original, $other, $translation/*))"/>
    </div>
  </xsl:template>

  <!-- The row of each part of a translation: that of its original, else the next one. -->
  <xsl:function name="e:rows" as="xs:integer*">
    <xsl:param name="original" as="element()"/>
    <xsl:param name="other" as="element()"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:variable name="ids" as="xs:string*" select="$original/* ! string(@id)"/>
    <xsl:iterate select="$parts">
      <xsl:param name="last" as="xs:integer" select="0"/>
      <xsl:variable name="partners" as="xs:string*" select="$other/*[@e:id = current()/@id] ! e:all-partners(.)/@e:id"/>
      <xsl:variable name="row" as="xs:integer" select="max((index-of($ids, ($partners[. = $ids], ' ')[1]), $last + 1))"/>
      <xsl:sequence select="$row"/>
      <xsl:next-iteration>
        <xsl:with-param name="last" select="$row"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The partners of a part, and the parts before it whose partner it is. -->
  <xsl:function name="e:all-partners" as="element()*">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="e:partners($part), $part/../preceding-sibling::*[1]/*[e:partners(.)[. is $part]]"/>
  </xsl:function>

  <!-- A division whose parts have rows, said only where they are not simply one after the other. -->
  <xsl:function name="e:in-rows" as="element()">
    <xsl:param name="division" as="element()"/>
    <xsl:param name="rows" as="xs:integer*"/>
    <xsl:for-each select="$division">
      <xsl:copy>
        <xsl:sequence select="@*"/>
        <xsl:for-each select="node()">
          <xsl:variable name="place" as="xs:integer" select="count(preceding-sibling::*) + 1"/>
          <xsl:choose>
            <xsl:when test="self::* and not(deep-equal($rows, 1 to count($rows)))">
              <xsl:copy>
                <xsl:attribute name="data-row" select="$rows[$place]"/>
                <xsl:sequence select="@*, node()"/>
              </xsl:copy>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="."/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- The translation stands where its original put it; elsewhere it has been shown already. -->
  <xsl:template match="(tei:div | tei:div1 | tei:div2 | tei:text)[@xml:lang or preceding-sibling::*[1]/@xml:lang][e:original-of(.)]" mode="e:content" as="element()?" priority="18">
    <xsl:param name="e:beside" as="element()?" tunnel="yes"/>
    <xsl:if test="exists($e:beside)">
      <xsl:next-match>
        <xsl:with-param name="e:beside" select="()" tunnel="yes"/>
      </xsl:next-match>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
