<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Dictionaries: an entry as it is printed, running on in one paragraph, its senses numbered below. -->

  <xsl:template match="tei:entry | tei:entryFree | tei:superEntry" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n and not(tei:lbl)">
        <span class="number" data-generated=""><xsl:value-of select="@n"/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- Senses and homonyms are blocks with their numbers, unless they stand in a line. -->
  <xsl:template match="tei:sense | tei:hom | tei:re" mode="e:content" as="element()">
    <xsl:element name="{if (e:may-break(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@n and not(tei:lbl) and not(starts-with(normalize-space(), @n))">
        <span class="number" data-generated=""><xsl:value-of select="@n"/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- True where a block may stand: nothing above runs on within a line. -->
  <xsl:function name="e:may-break" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      e:is-block($element)
      or exists($element/parent::*[self::tei:entry or self::tei:entryFree or self::tei:superEntry or self::tei:hom[e:may-break(.)]
        or (self::tei:sense or self::tei:re or self::tei:fs or self::tei:f or self::tei:fLib or self::tei:fvLib or self::tei:vAlt
          or self::tei:vColl or self::tei:vNot) and e:may-break(.)])"/>
  </xsl:function>

  <!-- The parts of an entry run on; one that holds blocks is a block. -->
  <xsl:template match="tei:form | tei:orth | tei:pron | tei:hyph | tei:syll | tei:stress | tei:gramGrp | tei:gram | tei:pos | tei:gen
      | tei:number | tei:case | tei:per | tei:tns | tei:mood | tei:iType | tei:subc | tei:colloc | tei:def | tei:usg | tei:etym
      | tei:lang | tei:dictScrap | tei:lbl | tei:entry//tei:cit | tei:entryFree//tei:cit" mode="e:content" as="element()">
    <xsl:element name="{if (e:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="node()[not(position() = last() and self::text() and not(normalize-space()))]" mode="e:content"/>
      <xsl:sequence select="e:added(e:joint(.))"/>
    </xsl:element>
  </xsl:template>

  <!-- References to other entries: what they are to this one, unless the source says it, and a comma between them. -->
  <xsl:template match="tei:xr" mode="e:content" as="element()">
    <xsl:element name="{if (e:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@type and empty((tei:lbl, text()[normalize-space()])) and not(preceding-sibling::tei:xr/@type = @type)">
        <span class="label" data-generated=""><xsl:value-of select="e:word(@type) || ' '"/></span>
      </xsl:if>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="." mode="e:content"/>
        <xsl:if test="self::tei:ref/following-sibling::node()[self::* or self::text()[normalize-space()]][1]/self::tei:ref">
          <xsl:sequence select="e:added(e:label('separator.list'))"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- References to the headword: the headword itself, as the entry has it. -->
  <xsl:template match="tei:oRef | tei:pRef | tei:oVar | tei:pVar" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="not(normalize-space())">
        <xsl:variable name="form" as="element()?" select="ancestor::*[tei:form][last()]/tei:form[1]"/>
        <span data-generated="">
          <xsl:value-of select="
            if (self::tei:pRef) then ($form//tei:pron[1] ! e:plain(.), '~')[1] else ($form//tei:orth[1] ! e:plain(.), '~')[1]"/>
        </span>
      </xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>
