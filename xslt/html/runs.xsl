<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Elements that hold elements, told in one line: names, addresses, references, persons. Commas of ours stand between
       the parts, as their encoder has left them to us. -->

  <!-- The content of an element as a line: words as they are, parts with separators, else its attributes. `lined` tells
       that nothing in the element breaks the line: then nothing in its parts does. -->
  <xsl:template name="e:run" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="lined" as="xs:boolean" select="e:runs-on(.)"/>
    <xsl:choose>
      <xsl:when test="not(*)">
        <xsl:call-template name="e:bare-words"/>
      </xsl:when>
      <xsl:when test="text()[normalize-space()]">
        <xsl:call-template name="e:header-words"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="between" as="xs:string" select="e:between(.)"/>
        <xsl:for-each select="*[not(e:is-empty-measure(.))]">
          <xsl:if test="position() gt 1 and ($lined or (e:runs-on(.) and e:runs-on(preceding-sibling::*[1])))">
            <xsl:sequence select="e:separator((
                e:between-names(preceding-sibling::*[1], .), e:label('colon')[current()/preceding-sibling::*[1]/self::tei:resp], $between)[1])"/>
          </xsl:if>
          <xsl:apply-templates select="." mode="e:run">
            <xsl:with-param name="lined" select="$lined or e:runs-on(.)"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- True for a place in the description of a manuscript that was left for a measure. -->
  <xsl:function name="e:is-empty-measure" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      not($element/node()) and exists($element/(self::tei:height | self::tei:width | self::tei:depth | self::tei:dim))
      and empty($element/(@* except (@unit, @type)))"/>
  </xsl:function>

  <!-- Words, as a link where their element points somewhere and nothing within them does. -->
  <xsl:template name="e:header-words" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:choose>
      <xsl:when test="not(*)">
        <xsl:call-template name="e:bare-words"/>
      </xsl:when>
      <xsl:when test="e:is-holder(.)">
        <xsl:apply-templates mode="e:run"/>
      </xsl:when>
      <xsl:when test="@ref or @target">
        <xsl:variable name="href" as="xs:string?" select="e:destination(.)"/>
        <xsl:choose>
          <xsl:when test="$href"><a href="{$href}"><xsl:apply-templates mode="e:content"/></a></xsl:when>
          <xsl:otherwise><xsl:apply-templates mode="e:content"/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="e:content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words of an element without elements, as a link where they are an address or point to one; without words, what
       its attributes say. Nothing that comes here stands in a link. -->
  <xsl:template name="e:bare-words" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:choose>
      <xsl:when test="not(@*)">
        <xsl:value-of select="."/>
      </xsl:when>
      <xsl:when test="not(normalize-space())">
        <xsl:variable name="said" as="xs:string*" select="e:remarks(.)"/>
        <xsl:if test="exists($said)">
          <span data-generated=""><xsl:value-of select="$said" separator="{e:label('separator.list')}"/></span>
        </xsl:if>
      </xsl:when>
      <xsl:when test="(@ref | @target) ! e:link(tokenize(.)[1])?href">
        <a href="{((@ref, @target) ! e:link(tokenize(.)[1])?href)[1]}"><xsl:value-of select="."/></a>
      </xsl:when>
      <xsl:when test="contains(., '://') and e:is-web-address(normalize-space())">
        <a href="{e:web-address(.)}" rel="external"><xsl:value-of select="."/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="e:is-web-address" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="(starts-with($words, 'https://') or starts-with($words, 'http://')) and not(contains($words, ' '))"/>
  </xsl:function>

  <!-- An address on the web as links have it; brackets are for hosts only. -->
  <xsl:function name="e:web-address" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="
      let $address := iri-to-uri(normalize-space($words)) return
        if (contains($address, '[') or contains($address, ']')) then $address => replace('\[', '%5B') => replace('\]', '%5D') else $address"/>
  </xsl:function>

  <!-- Where the words of an element lead: no link stands in a link. -->
  <xsl:function name="e:destination" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="href" as="xs:string?" select="($element/@ref, $element/@target)[1] ! e:link(tokenize(.)[1])?href"/>
    <xsl:sequence select="
      if ($href and empty($element/*/descendant-or-self::*[@ref or self::tei:ref or self::tei:ptr or self::tei:pb
          or self::tei:graphic or self::tei:idno or self::tei:note[@e:n]]) and not($element/parent::* ! e:is-in-link(.)))
      then $href else ()"/>
  </xsl:function>

  <!-- A part of such a line; most are words only. -->
  <xsl:template match="tei:*" mode="e:run" as="element()">
    <xsl:param name="lined" as="xs:boolean" select="e:runs-on(.)"/>
    <xsl:choose>
      <xsl:when test="not(*)">
        <span class="{local-name()}">
          <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
          <xsl:call-template name="e:bare-words"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if ($lined) then 'span' else 'div'}">
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:call-template name="e:run">
            <xsl:with-param name="lined" select="$lined"/>
          </xsl:call-template>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Degrees of the globe: the numbers are the source's, on which side of the equator and of Greenwich they are is ours. -->
  <xsl:template match="tei:geo[not(*)][matches(., $e:degrees)][not(root()/*/tei:teiHeader//tei:geoDecl/@datum[not(matches(., 'wgs[ _-]?84|epsg:4326', 'i'))])]"
      mode="e:run" as="element(h:span)">
    <span class="geo">
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:analyze-string select="string(.)" regex="{$e:degrees}">
        <xsl:matching-substring>
          <xsl:sequence select="e:degree(regex-group(1), regex-group(2), ('north', 'south'))"/>
          <xsl:if test="not(contains(regex-group(3), ','))"><xsl:sequence select="e:separator(normalize-space(e:label('separator.list')))"/></xsl:if>
          <xsl:value-of select="regex-group(3)"/>
          <xsl:if test="not(matches(regex-group(3), '\s$'))"><xsl:sequence select="e:separator(' ')"/></xsl:if>
          <xsl:sequence select="e:degree(regex-group(4), regex-group(5), ('east', 'west'))"/>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </span>
  </xsl:template>

  <!-- Latitude and longitude, as TEI orders them. -->
  <xsl:variable name="e:degrees" as="xs:string" static="yes"
      select="'^\s*([+-]?)((?:[0-8]?\d|90)(?:[.,]\d+)?)(\s*,\s*|\s+)([+-]?)(1?\d?\d(?:[.,]\d+)?)\s*$'"/>

  <!-- A number of degrees; its sign stands in the text for whoever copies it, and the side says it to the reader. -->
  <xsl:function name="e:degree" as="element(h:bdi)">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="sides" as="xs:string+"/>
    <xsl:variable name="label" as="xs:string" select="e:label('map.' || $sides[if ($sign = '-') then 2 else 1])"/>
    <bdi>
      <xsl:if test="$sign"><span class="vh" aria-hidden="true"><xsl:value-of select="$sign"/></span></xsl:if>
      <xsl:value-of select="$number"/>
      <span data-generated=""><xsl:value-of select="substring-after($label, '{degrees}')"/></span>
    </bdi>
  </xsl:function>

  <!-- What would not be understood without a word of explanation. -->
  <xsl:template match="tei:birth | tei:death | tei:floruit | tei:residence | tei:education | tei:faith | tei:nationality
      | tei:age | tei:sex | tei:gender | tei:persPronouns | tei:langKnowledge | tei:socecStatus | tei:lang | tei:idno[@type]
      | tei:biblScope[@unit] | tei:citedRange[@unit] | tei:height | tei:width | tei:depth | tei:dim | tei:email"
      mode="e:run" as="element()">
    <xsl:param name="lined" as="xs:boolean" select="e:runs-on(.)"/>
    <xsl:element name="{if ($lined) then 'span' else 'div'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="label" as="xs:string?" select="e:run-label(.)"/>
      <xsl:if test="$label">
        <span class="label" data-generated=""><xsl:value-of select="$label"/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:call-template name="e:run">
        <xsl:with-param name="lined" select="$lined"/>
      </xsl:call-template>
      <xsl:if test="@unit and parent::tei:dimensions and not(../@unit) and normalize-space()">
        <xsl:sequence select="e:separator(' ' || e:word(@unit))"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:function name="e:run-label" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/parent::tei:dimensions) then ()
      else if ($element/self::tei:idno) then $element[not(parent::tei:msIdentifier)]/translate((@subtype, @type)[1], '_', ' ')
      else if ($element/(self::tei:biblScope | self::tei:citedRange)) then
        if (contains(lower-case($element), lower-case($element/@unit))) then () else $labels('unit-of.' || $element/@unit)
      else e:within-line(e:element-label(local-name($element)))"/>
  </xsl:function>

  <!-- What has a form of its own in a text keeps it. -->
  <xsl:template match="tei:ptr | tei:g | tei:choice | tei:app | tei:note[@e:n] | tei:graphic | tei:media | tei:binaryObject | tei:formula | tei:lb | tei:pb
      | tei:cb | tei:gb | tei:milestone | tei:gap | tei:space | tei:supplied | tei:unclear | (tei:date | tei:time)[normalize-space()] | tei:relation
      | tei:list | tei:p | tei:ab | tei:listBibl | tei:listRelation | tei:figure | tei:desc[tei:*] | tei:locus" mode="e:run" as="node()*">
    <xsl:apply-templates select="." mode="e:content"/>
  </xsl:template>

  <xsl:template match="*" mode="e:run" as="node()*">
    <xsl:apply-templates select="." mode="e:code"/>
  </xsl:template>

  <!-- True for an element whose parts would be blocks if they stood in a text. -->
  <xsl:function name="e:is-holder" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($e:holding(local-name($element)))"/>
  </xsl:function>

  <!-- True where nothing in an element breaks the line. -->
  <xsl:function name="e:runs-on" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      not($element/*) and not($e:holding(local-name($element)))
      or (every $part in $element/descendant-or-self::*[not(self::tei:note[@e:n])]
        satisfies not($e:display(local-name($part)) = 'block' or $e:holding(local-name($part))))"/>
  </xsl:function>

  <!-- What stands between the parts of an element. -->
  <xsl:function name="e:between" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/(self::tei:persName | self::tei:name | self::tei:forename | self::tei:surname | self::tei:desc)) then ' '
      else if ($element/self::tei:dimensions) then ' × '
      else if ($element/(self::tei:editor | self::tei:author | self::tei:keywords | self::tei:respStmt)) then e:label('separator.values')
      else e:label('separator.list')"/>
  </xsl:function>

  <xsl:function name="e:separator" as="element(h:span)">
    <xsl:param name="words" as="xs:string"/>
    <span data-generated=""><xsl:value-of select="$words"/></span>
  </xsl:function>

</xsl:stylesheet>
