<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Divisions, headings, paragraphs, lists, tables, verse: the blocks of a text. -->

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7"
      mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="filled" as="xs:boolean" select="exists(tei:head) or e:has-content(.)"/>
      <xsl:if test="not($filled) and $labels('part.' || @type)">
        <xsl:attribute name="hidden" select="''"/>
      </xsl:if>
      <xsl:sequence select="if (e:is-passage(.)) then e:passage-number(.) else e:part-label(.[$filled][empty(tei:head)])"/>
      <xsl:apply-templates mode="e:content"/>
    </section>
  </xsl:template>

  <!-- What a division without a heading is: its kind and number, as it is cited ("book 2"), or its part in an edition, whose
       text is told where it does not come first. A number with more characters is an address, such as a URN. -->
  <xsl:function name="e:part-label" as="element(h:p)?">
    <xsl:param name="division" as="element()?"/>
    <xsl:variable name="words" as="xs:string?" select="
      if (e:is-reference($division/@n) and $division/@type)
      then string-join(($division/(@subtype, @type[. ne 'textpart'])[1] ! ($labels('one.' || .), e:word(.))[1], $division/@n), ' ')
      else $division/@type[not(. = 'edition') or exists($division/preceding-sibling::tei:div[e:has-content(.)])] ! $labels('part.' || .)"/>
    <xsl:if test="$words">
      <p class="part-label{' cited'[$words = $division/@n]}" data-generated=""><xsl:value-of select="$words"/></p>
    </xsl:if>
  </xsl:function>

  <!-- False for a division of a template that nobody has filled in. -->
  <xsl:function name="e:has-content" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
      exists($division//text()[normalize-space()]) or exists($division//(tei:graphic | tei:media | tei:gap | tei:space | tei:ptr | tei:pb))"/>
  </xsl:function>

  <!-- A TEI document within a corpus: its header folded, its text. -->
  <xsl:template match="tei:TEI | tei:teiCorpus" mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="title" as="xs:string" select="(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1] ! e:plain(.)[.], e:element-label('TEI'))[1]"/>
      <h2 data-generated="">
        <xsl:if test="$page gt 1 and $title = $document?pages($page)?title">
          <xsl:attribute name="class" select="'vh'"/>
        </xsl:if>
        <xsl:value-of select="$title"/>
      </h2>
      <xsl:apply-templates select="* except tei:teiHeader" mode="e:content"/>
      <xsl:apply-templates select="tei:teiHeader" mode="e:header"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="e:content" as="element()">
    <xsl:apply-templates select="." mode="e:header"/>
  </xsl:template>

  <!-- The heading of a division. The title of the page is h1, so the first level has h2; what has no heading of its
       own is no level. -->
  <xsl:template match="tei:head" mode="e:content" as="element()">
    <xsl:variable name="level" as="xs:integer" select="min((6, 2 + count(../ancestor::*[tei:head][e:is-titled(.)])))"/>
    <xsl:choose>
      <xsl:when test="not(e:is-titled(..))">
        <div>
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </div>
      </xsl:when>
      <xsl:when test="e:holds-blocks(.)">
        <div role="heading" aria-level="{$level}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A heading that the page has as its title already: kept for those who hear the page, not shown twice. -->
  <xsl:template match="tei:*[@e:page or @e:split]/tei:head[$page gt 1][e:plain(.) = $document?pages($page)?title][not(e:holds-blocks(.))]"
      mode="e:content" as="element(h:h2)" priority="3">
    <h2>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:attribute name="class" select="'vh'"/>
      <xsl:apply-templates mode="e:content"/>
    </h2>
  </xsl:template>

  <!-- True for what a table of contents would name: not a list, a poem or a picture. -->
  <xsl:function name="e:is-titled" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element),
        '^(div[1-7]?|text|body|front|back|group|TEI|set|prologue|epilogue|performance|standOff|msDesc|msPart'
        || '|list(Person|Place|Org|Event|Bibl|Object|Nym|Wit|App|Relation))$')"/>
  </xsl:function>

  <xsl:template match="tei:p" mode="e:content" as="element()">
    <xsl:element name="{if (e:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A list: each item with what follows it up to the next one, such as a page break. -->
  <xsl:template match="tei:list" mode="e:content" as="element(h:div)">
    <xsl:variable name="ordered" as="xs:boolean" select="(@rend, @type) = ('numbered', 'ordered')"/>
    <xsl:variable name="items" as="element()*" select="tei:item"/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="node()[empty($items) or . &lt;&lt; $items[1]]" mode="e:content"/>
      <xsl:if test="$items">
        <xsl:element name="{if ($ordered) then 'ol' else 'ul'}">
          <xsl:for-each-group select="$items[1], $items[1]/following-sibling::node()" group-starting-with="tei:item">
            <li>
              <xsl:apply-templates select="." mode="e:attributes"/>
              <!-- A list within a list is no item of its own to the eye. -->
              <xsl:if test="tei:list and empty(* except tei:list) and empty(text()[normalize-space()])">
                <xsl:attribute name="data-nested" select="''"/>
              </xsl:if>
              <xsl:apply-templates select="node()" mode="e:content"/>
              <xsl:apply-templates select="tail(current-group())" mode="e:content"/>
            </li>
          </xsl:for-each-group>
        </xsl:element>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- A list of terms. Only where labels and items alternate is it one for HTML; what comes before stands before it. -->
  <xsl:template match="tei:list[tei:label]" mode="e:content" as="element(h:div)" priority="1">
    <xsl:variable name="first" as="element()" select="(tei:label | tei:item)[1]"/>
    <xsl:variable name="entries" as="element()*" select="$first, $first/following-sibling::*"/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="node()[. &lt;&lt; $first]" mode="e:content"/>
      <xsl:choose>
        <xsl:when test="e:alternate($entries) and empty($first/following-sibling::text()[normalize-space()])">
          <dl>
            <xsl:for-each select="$entries">
              <xsl:element name="{if (self::tei:label) then 'dt' else 'dd'}">
                <xsl:apply-templates select="." mode="e:attributes"/>
                <xsl:apply-templates mode="e:content"/>
              </xsl:element>
            </xsl:for-each>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$first, $first/following-sibling::node()" mode="e:content"/>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- True for label, item, label, item … -->
  <xsl:function name="e:alternate" as="xs:boolean">
    <xsl:param name="entries" as="element()*"/>
    <xsl:sequence select="count($entries) mod 2 = 0 and
        (every $place in 1 to count($entries) satisfies
          if ($place mod 2 = 1) then exists($entries[$place]/self::tei:label) else exists($entries[$place]/self::tei:item))"/>
  </xsl:function>

  <!-- Verse: a line number where there is one to count by, and where the parts of a shared line begin. -->
  <xsl:template match="tei:l" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n and (not(@n castable as xs:integer) or xs:integer(@n) mod 5 = 0)">
        <xsl:attribute name="data-n" select="@n"/>
      </xsl:if>
      <xsl:if test="@part = ('M', 'F')">
        <xsl:attribute name="data-part" select="@part"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:caesura" mode="e:content" as="element(h:span)">
    <span class="caesura" data-generated=""><xsl:text>&#x2003;</xsl:text></span>
  </xsl:template>

  <!-- A quotation set off is a blockquote; in a line, or within cit, it is marked by its class. -->
  <xsl:template match="tei:quote" mode="e:content" as="element()">
    <xsl:element name="{if (not(e:is-block(.))) then 'span' else if (parent::tei:cit) then 'div' else 'blockquote'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:quotes(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A place for lists that a processor would make: ours makes its contents anyway. -->
  <xsl:template match="tei:divGen" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="*" mode="e:content"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
