<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Descriptions of manuscripts, in a header or in a text of their own: a catalogue's entry, label by label. -->

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag" mode="e:header e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="not(parent::*[self::tei:div or self::tei:body or self::tei:p]) or self::tei:msPart or self::tei:msFrag">
        <xsl:sequence select="e:group-label(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="e:header"/>
    </div>
  </xsl:template>

  <!-- Parts of a description that stand alone, as those of one that is cut into pages do. -->
  <xsl:template match="tei:msIdentifier | tei:msContents | tei:msItem | tei:msItemStruct | tei:physDesc | tei:objectDesc | tei:supportDesc
      | tei:handDesc | tei:decoDesc | tei:bindingDesc | tei:sealDesc | tei:history | tei:additional | tei:adminInfo | tei:recordHist
      | tei:layoutDesc | tei:scriptDesc | tei:typeDesc | tei:custodialHist | tei:surrogates | tei:accMat | tei:additions
      | tei:musicNotation | tei:altIdentifier" mode="e:content" as="element()">
    <xsl:choose>
      <xsl:when test="e:is-block(.) or parent::tei:msDesc or parent::tei:msPart or parent::tei:msFrag">
        <xsl:apply-templates select="." mode="e:header"/>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:apply-templates select="." mode="e:attributes"/>
          <xsl:apply-templates mode="e:content"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where it is kept and under which number: one line, from the country to the shelfmark. -->
  <xsl:template match="tei:msIdentifier | tei:altIdentifier | tei:objectIdentifier" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:header-label(.)"/>
      <xsl:for-each-group select="node()" group-adjacent="exists(self::tei:altIdentifier)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()" mode="e:header"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="current-group()[self::* or self::text()[normalize-space()]]">
              <xsl:if test="position() gt 1"><xsl:sequence select="e:separator(e:label('separator.list'))"/></xsl:if>
              <xsl:apply-templates select="." mode="e:run"/>
            </xsl:for-each>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <!-- A text in a manuscript: its number, where it stands, author and title in one line; then how it begins and ends. -->
  <xsl:template match="tei:msItem | tei:msItemStruct" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n">
        <b class="number" data-generated=""><xsl:value-of select="@n"/></b>
      </xsl:if>
      <xsl:for-each-group select="* | text()[normalize-space()]"
          group-adjacent="exists(self::tei:locus | self::tei:locusGrp | self::tei:author | self::tei:title | self::text())">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <div class="item-head">
              <xsl:for-each select="current-group()[self::text() or e:says-something(.)]">
                <xsl:if test="position() gt 1"><xsl:sequence select="e:separator(e:label('separator.list'))"/></xsl:if>
                <xsl:apply-templates select="." mode="e:run"/>
              </xsl:for-each>
            </div>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="e:header"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <!-- Parts with a form, a material, a script or a date in their attributes: those stand beside the label. -->
  <xsl:template match="tei:objectDesc | tei:supportDesc | tei:layout | tei:handDesc | tei:scriptNote | tei:typeNote | tei:decoNote
      | tei:binding | tei:seal | tei:condition | tei:origin | tei:provenance | tei:acquisition | tei:custEvent | tei:origDate
      | tei:origPlace | tei:textLang | tei:material | tei:objectType | tei:stamp | tei:collation | tei:foliation"
      mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:call-template name="e:told"/>
    </div>
  </xsl:template>

  <!-- Height by width by depth. -->
  <xsl:template match="tei:dimensions" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="e:says-something(.)">
        <xsl:sequence select="e:header-label(.)"/>
        <xsl:call-template name="e:measured"/>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:dimensions" mode="e:content e:run" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="preceding-sibling::node()[1]/(self::* | self::text()[matches(., '\S$')]) and ../text()[normalize-space()]">
        <xsl:sequence select="e:separator(e:label('separator.list'))"/>
      </xsl:if>
      <xsl:call-template name="e:measured"/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="e:measured" as="node()*">
    <xsl:context-item as="element(tei:dimensions)" use="required"/>
    <xsl:call-template name="e:run"/>
    <xsl:if test="@unit and *">
      <xsl:sequence select="e:separator(' ' || e:word(@unit) || ' '[current()/following-sibling::node()[1]/self::*])"/>
    </xsl:if>
  </xsl:template>

  <!-- A bare number that is measured says its unit. -->
  <xsl:template match="(tei:height | tei:width | tei:depth | tei:dim)[@unit][not(parent::tei:dimensions)]" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="matches(., '^[\s\d.,–-]+$')">
        <xsl:sequence select="e:separator(' ' || e:word(@unit))"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- The leaves that are meant; without words, those of its attributes. -->
  <xsl:template match="tei:locus" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="not(normalize-space()) and (@from or @to)">
        <span data-generated=""><xsl:value-of select="distinct-values((@from, @to))" separator="–"/></span>
      </xsl:if>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
