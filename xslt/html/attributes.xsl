<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What every element has in common: its attributes, and the two boxes that most elements are. -->

  <xsl:template match="*" mode="e:attributes" as="attribute()*">
    <xsl:if test="@e:id and (not(@e:split) or (@e:split = $e:here and parent::*))">
      <xsl:attribute name="id" select="@e:id"/>
    </xsl:if>
    <xsl:attribute name="class" select="if (@type) then e:class(.) else local-name()"/>
    <xsl:if test="@xml:lang">
      <xsl:sequence select="e:language(.)"/>
    </xsl:if>
    <xsl:if test="@rend or @rendition or @style or @e:rendition">
      <xsl:variable name="look" as="xs:string*" select="e:look(.)"/>
      <xsl:if test="exists($look)">
        <xsl:attribute name="data-rend" select="$look"/>
      </xsl:if>
    </xsl:if>
    <xsl:if test="@cert">
      <xsl:attribute name="data-cert" select="@cert"/>
    </xsl:if>
    <xsl:if test="@facs">
      <xsl:variable name="zones" as="xs:string*" select="tokenize(@facs)[starts-with(., '#')]"/>
      <xsl:if test="exists($zones)">
        <xsl:attribute name="data-facs" select="$zones ! substring(., 2)"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:function name="e:class" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) || ' type-' ||
        (if (contains($element/@type, ' ')) then string-join(tokenize($element/@type), ' type-') else $element/@type)"/>
  </xsl:function>

  <!-- Language and direction; a language written from left to right says so within one that is not. -->
  <xsl:function name="e:language" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="tag" as="xs:string" select="$element/@xml:lang"/>
    <xsl:attribute name="lang" select="e:html-language($tag)"/>
    <xsl:choose>
      <xsl:when test="e:right-to-left($tag)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:when>
      <xsl:when test="e:right-to-left(($element/ancestor::*[@xml:lang][1]/@xml:lang, $site?language)[1])">
        <xsl:attribute name="dir" select="'ltr'"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The language of our own words on the page of a document in another one. -->
  <xsl:function name="e:interface" as="attribute()*" visibility="public">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="tag" as="attribute()?" select="$document/*/@xml:lang"/>
    <xsl:if test="$tag and e:html-language($tag) ne e:html-language($site?language)">
      <xsl:attribute name="lang" select="e:html-language($site?language)"/>
      <xsl:if test="e:right-to-left($tag) ne e:right-to-left($site?language)">
        <xsl:attribute name="dir" select="if (e:right-to-left($tag)) then 'ltr' else 'rtl'"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- What no other rule says more of: a line within running text, a block elsewhere, with all that is in it. An
       element that is not TEI says so, and is reported. -->
  <xsl:template match="*" mode="e:content" as="element()" priority="-1">
    <xsl:choose>
      <xsl:when test="not(self::tei:*)">
        <xsl:apply-templates select="." mode="e:code"/>
      </xsl:when>
      <xsl:when test="e:is-block(.)">
        <div>
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:sequence select="e:unhandled(.)"/>
          <xsl:apply-templates mode="e:content"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:sequence select="e:unhandled(.)"/>
          <xsl:apply-templates mode="e:content"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The mark of an element that TEI P5 does not have. -->
  <xsl:function name="e:unhandled" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="not(e:is-known($element))">
      <xsl:attribute name="data-unhandled" select="name($element)"/>
    </xsl:if>
  </xsl:function>

  <!-- An element whose content is spread over several pages: here, what of it stands on this one. -->
  <xsl:template match="*[@e:split]" mode="e:content" as="element()?" priority="20">
    <xsl:if test="xs:integer(@e:split) le $page and xs:integer(@e:last) ge $page">
      <div>
        <xsl:apply-templates select="." mode="e:attributes"/>
        <!-- The header of the whole is told behind the text. -->
        <xsl:variable name="here" as="node()*"
            select="node()[self::* or normalize-space()][e:is-here(.)][not(self::tei:teiHeader and parent::*/parent::document-node())]"/>
        <xsl:choose>
          <xsl:when test="self::tei:list">
            <xsl:sequence select="e:part-of-list($here)"/>
          </xsl:when>
          <xsl:when test="self::tei:table">
            <xsl:sequence select="e:part-of-table($here, .)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="$here" mode="e:content"/>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- The items of a list that stand on this page. -->
  <xsl:function name="e:part-of-list" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each-group select="$nodes[self::* or normalize-space()]" group-adjacent="exists(self::tei:item)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <ul>
            <xsl:for-each select="current-group()">
              <li>
                <xsl:apply-templates select="." mode="e:attributes"/>
                <xsl:apply-templates mode="e:content"/>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:when>
        <xsl:otherwise>
          <div><xsl:apply-templates select="current-group()" mode="e:content"/></div>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- True for a child of such an element that stands on this page; text goes with the element before it. -->
  <xsl:function name="e:is-here" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      if ($node instance of element()) then (if ($node/@e:page) then $node/@e:page = $e:here else exists($node/@e:split))
      else
        let $before := $node/preceding-sibling::*[1] return
          if (empty($before)) then $node/../@e:split = $e:here
          else ($before/@e:page, $before/@e:last)[1] = $e:here"/>
  </xsl:function>

  <!-- What an element says in its attributes of its kind, cause, extent, hand and certainty, in words. -->
  <xsl:function name="e:circumstances" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element/@*" mode="e:circumstance"/>
    <xsl:if test="$element/@quantity or $element/@extent or $element/@atLeast or $element/@atMost">
      <xsl:sequence select="e:extent($element)"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="@reason | @agent | @place | @cause | @degree | @status | @function" mode="e:circumstance" as="xs:string*">
    <xsl:sequence select="if (parent::tei:w) then () else tokenize(.) ! e:word(.)"/>
  </xsl:template>

  <xsl:template match="@hand | @new" mode="e:circumstance" as="xs:string">
    <xsl:variable name="home" as="element()" select=".."/>
    <xsl:sequence select="
      e:label('by.' || local-name()) || ' ' || string-join(tokenize(.) ! (e:hand-name(., $home), e:name(.))[1], ', ')"/>
  </xsl:template>

  <xsl:template match="@resp | @wit | @source | @change" mode="e:circumstance" as="xs:string">
    <xsl:sequence select="e:label('by.' || local-name()) || ' ' || string-join(tokenize(.) ! e:name(.), ', ')"/>
  </xsl:template>

  <xsl:template match="@cert" mode="e:circumstance" as="xs:string">
    <xsl:sequence select="e:label('certainty') || ' ' || e:label('cert.' || .)"/>
  </xsl:template>

  <!-- What a pointer is called: the name of what it leads to, else its own last part. -->
  <xsl:function name="e:name" as="xs:string" visibility="public">
    <xsl:param name="token" as="xs:string"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($token)"/>
    <xsl:sequence select="($link?short[.], $link?title[.], replace($token, '^.*[:#/]', ''))[1]"/>
  </xsl:function>

  <!-- The circumstances as a tooltip behind the element's own label. -->
  <xsl:function name="e:tooltip" as="attribute()?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="e:circumstances($element)"/>
    <xsl:variable name="label" as="xs:string" select="e:element-label(local-name($element))"/>
    <xsl:attribute name="title" select="if (empty($words)) then $label else string-join(($label, $words), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
