<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The header, whole, as a description that is folded away. What holds words is a line behind its label; what holds
       elements is a group below its label; a name with its parts, an address, a reference run on in one line (runs.xsl).
       Descriptions of manuscripts and entries of registers are told the same way. -->

  <xsl:template match="tei:teiHeader" mode="e:header" as="element(h:details)">
    <details class="about">
      <xsl:if test="parent::*/parent::document-node() and empty(preceding-sibling::tei:teiHeader)">
        <xsl:attribute name="id" select="'-about'"/>
      </xsl:if>
      <!-- Where there is nothing else to read, as in the catalogue of a library, it is the text. -->
      <xsl:if test="parent::*/parent::document-node() and not(e:has-words(..))">
        <xsl:attribute name="open" select="'open'"/>
      </xsl:if>
      <summary data-generated=""><xsl:value-of select="e:label('about')"/></summary>
      <div>
        <xsl:apply-templates select="." mode="e:attributes"/>
        <xsl:apply-templates mode="e:header"/>
      </div>
    </details>
  </xsl:template>

  <!-- True for a document with words beside its headers. -->
  <xsl:function name="e:has-words" as="xs:boolean">
    <xsl:param name="document" as="element()"/>
    <xsl:sequence select="
      exists($document/(tei:text | tei:sourceDoc | tei:standOff | tei:TEI/tei:text)//text()[normalize-space()])"/>
  </xsl:function>

  <xsl:template match="tei:fileDesc | tei:encodingDesc | tei:profileDesc | tei:revisionDesc | tei:teiHeader/tei:xenoData"
      mode="e:header" as="element(h:section)" priority="1">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <h3 data-generated=""><xsl:value-of select="e:titled(.)"/></h3>
      <!-- A record of a catalogue is read for what it describes. -->
      <xsl:variable name="first" as="element()*" select="self::tei:fileDesc[not(e:has-words(../..))]/tei:sourceDesc[tei:msDesc]"/>
      <xsl:apply-templates select="$first, node() except $first" mode="e:header"/>
    </section>
  </xsl:template>

  <!-- A line where there are words, a group where there are elements. Most elements of a header are words only: those
       take the short way, and what has no attributes is spared the search for them. -->
  <xsl:template match="tei:*" mode="e:header" as="element(h:div)">
    <div class="{local-name()}">
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:choose>
        <xsl:when test="not(*)">
          <xsl:call-template name="e:leaf"/>
        </xsl:when>
        <xsl:when test="text()[normalize-space()]">
          <xsl:sequence select="e:header-label(.)"/>
          <xsl:call-template name="e:header-words"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="e:part-title(.)"/>
          <xsl:apply-templates select="*" mode="e:header"/>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- An element without elements: its words, else what its attributes say; nothing at all if they say nothing. -->
  <xsl:template name="e:leaf" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:sequence select="e:header-label(.)"/>
        <xsl:call-template name="e:bare-words"/>
      </xsl:when>
      <xsl:when test="@*">
        <xsl:variable name="said" as="xs:string*" select="e:remarks(.)"/>
        <xsl:if test="exists($said)">
          <xsl:sequence select="e:header-label(.)"/>
          <span data-generated=""><xsl:value-of select="$said" separator="{e:label('separator.list')}"/></span>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Always one line. -->
  <xsl:template match="tei:respStmt | tei:author | tei:editor | tei:funder | tei:sponsor | tei:principal | tei:publisher
      | tei:distributor | tei:authority | tei:address | tei:biblStruct | tei:keywords | tei:persName | tei:orgName
      | tei:placeName | tei:name | tei:recording | tei:application | tei:place | tei:org | tei:event | tei:object | tei:nym | tei:bibl" mode="e:header" as="element(h:div)">
    <div class="{local-name()}">
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:if test="e:says-something(.)">
        <xsl:sequence select="e:header-label(.)"/>
        <xsl:call-template name="e:run"/>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- Words, and facts in attributes behind them. -->
  <xsl:template match="tei:language | tei:availability | tei:tagUsage | tei:namespace | tei:prefixDef | tei:classCode
      | tei:rendition | tei:char | tei:glyph | tei:mapping | tei:localProp | tei:unicodeProp | tei:unihanProp | tei:refState
      | tei:cRefPattern | tei:correction | tei:normalization | tei:quotation | tei:hyphenation | tei:punctuation
      | tei:witness | tei:unitDef | tei:conversion | tei:handNote"
      mode="e:header" as="element(h:div)">
    <div class="{local-name()}">
      <xsl:apply-templates select=".[@*]" mode="e:attributes"/>
      <xsl:call-template name="e:told"/>
    </div>
  </xsl:template>

  <!-- Label, words or parts, and in brackets what the attributes add. -->
  <xsl:template name="e:told" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:choose>
      <xsl:when test="not(*)">
        <xsl:call-template name="e:leaf"/>
        <xsl:if test="normalize-space()"><xsl:sequence select="e:aside(.)"/></xsl:if>
      </xsl:when>
      <xsl:when test="text()[normalize-space()]">
        <xsl:sequence select="e:header-label(.)"/>
        <xsl:call-template name="e:header-words"/>
        <xsl:sequence select="e:aside(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:part-title(.), e:aside(.)"/>
        <xsl:apply-templates select="*" mode="e:header"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a text itself may hold is told as there. -->
  <xsl:template match="tei:p | tei:ab | tei:list | tei:table | tei:lg | tei:l | tei:figure | tei:eg | tei:quote | tei:q
      | tei:cit | tei:floatingText | tei:note[@e:n] | tei:lb | tei:pb | tei:cb | tei:milestone | tei:ptr | tei:graphic | tei:media
      | tei:desc | tei:ref | tei:gap | tei:listRelation | tei:link | tei:linkGrp | tei:join | tei:joinGrp | tei:alt
      | tei:altGrp | tei:app | tei:choice | tei:interp | tei:interpGrp | tei:fs | tei:fLib | tei:fvLib | tei:timeline
      | tei:certainty | tei:precision | tei:respons | tei:anchor | tei:span | tei:spanGrp" mode="e:header" as="node()*">
    <xsl:apply-templates select="." mode="e:content"/>
  </xsl:template>

  <xsl:template match="tei:formula" mode="e:header" as="element(h:div)">
    <div class="formula">
      <xsl:sequence select="e:header-label(.)"/>
      <xsl:apply-templates select="." mode="e:content"/>
    </div>
  </xsl:template>

  <!-- Elements of other vocabularies. -->
  <xsl:template match="*" mode="e:header" as="node()*">
    <xsl:apply-templates select="." mode="e:code"/>
  </xsl:template>

  <!-- The label of an element with elements: it hangs before paragraphs, and stands above parts; none above nothing. -->
  <xsl:function name="e:part-title" as="element(h:b)?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (not(e:says-something($element))) then ()
      else if ($element/tei:p and empty($element/(* except (tei:p | tei:ab | tei:list | tei:note)))) then e:header-label($element)
      else e:group-label($element)"/>
  </xsl:function>

  <!-- True where an element has words, or attributes that are told. Templates of catalogues are full of others. -->
  <xsl:function name="e:says-something" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element//text()[normalize-space()])
      or exists($element/descendant-or-self::*/(@* except (@xml:* | @e:* | @type | @subtype | @unit | @n)))"/>
  </xsl:function>

  <!-- A line's label hangs before it; a group's label stands above it. -->
  <xsl:function name="e:header-label" as="element(h:b)">
    <xsl:param name="element" as="element()"/>
    <b class="label" data-generated=""><xsl:value-of select="e:titled($element)"/></b>
  </xsl:function>

  <xsl:function name="e:group-label" as="element(h:b)">
    <xsl:param name="element" as="element()"/>
    <b class="group" data-generated=""><xsl:value-of select="e:titled($element)"/></b>
  </xsl:function>

  <!-- A label with the kind, the number or the state of its element. -->
  <xsl:function name="e:titled" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="label" as="xs:string" select="e:element-label(local-name($element))"/>
    <xsl:sequence select="
      if (not($element/@*)) then $label
      else if ($element/@type[not(. = ('main', 'archival', ''))]) then $label || ' (' || translate($element/@type, '_-', '  ') || ')'
      else if ($element/@status) then $label || ' (' || e:status($element/@status) || ')'
      else if ($element/@role or $element/@n) then $label || ' (' || ($element/@role, $element/@n)[1] || ')'
      else $label"/>
  </xsl:function>

  <xsl:function name="e:status" as="xs:string">
    <xsl:param name="status" as="xs:string"/>
    <xsl:sequence select="($labels('status.' || $status), e:word($status))[1]"/>
  </xsl:function>

</xsl:stylesheet>
