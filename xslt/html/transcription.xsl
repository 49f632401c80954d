<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What happened to the text on its way to us: slips and corrections, additions, gaps. Both readings stand on the
       page; the switch (two radio buttons and a rule of CSS) shows one of them. -->

  <xsl:template name="e:readings" as="element(h:form)">
    <xsl:context-item use="optional"/>
    <form class="readings" data-generated="">
      <fieldset>
        <legend><xsl:value-of select="e:label('readings')"/></legend>
        <label><input type="radio" name="reading" id="as-transcribed" checked="checked"/>
          <xsl:text> </xsl:text><xsl:value-of select="e:label('as-transcribed')"/></label>
        <label><input type="radio" name="reading" id="as-corrected"/>
          <xsl:text> </xsl:text><xsl:value-of select="e:label('as-corrected')"/></label>
      </fieldset>
    </form>
  </xsl:template>

  <xsl:template match="tei:choice" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <!-- White space between the alternatives is the encoder's, not the text's. -->
      <xsl:apply-templates select="*" mode="e:content"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:sic | tei:orig | tei:abbr | tei:corr | tei:reg | tei:expan | tei:surplus"
      mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="parent::tei:choice or self::tei:surplus">
        <xsl:attribute name="data-reading" select="
          if (self::tei:corr or self::tei:reg or self::tei:expan) then 'corrected' else 'transcribed'"/>
      </xsl:if>
      <xsl:apply-templates select="@cert" mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

  <!-- An addition carries its brackets in the text, or gets them from us. -->
  <xsl:template match="tei:supplied" mode="e:content" as="element()">
    <xsl:variable name="bracketed" as="xs:boolean" select="matches(normalize-space(e:plain(.)), '^[\[(⟨{]')"/>
    <xsl:element name="{if (e:inline(.)) then 'span' else 'div'}">
      <xsl:apply-templates select="., @cert" mode="e:attributes"/>
      <xsl:if test="@reason">
        <xsl:attribute name="data-reason" select="@reason"/>
      </xsl:if>
      <xsl:sequence select="e:added('['[not($bracketed)])"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:sequence select="e:added(']'[not($bracketed)])"/>
    </xsl:element>
  </xsl:template>

  <!-- A gap shows the words that describe it; without them, its extent and reason. -->
  <xsl:template match="tei:gap" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@reason">
        <xsl:attribute name="data-reason" select="@reason"/>
      </xsl:if>
      <xsl:apply-templates select="*" mode="e:content"/>
      <xsl:if test="not(*)">
        <xsl:sequence select="e:added('[' || string-join((
            '…', (@quantity, @extent)[1], @unit, @reason ! e:label('reason.' || .)), ' ') || ']')"/>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:gap/tei:desc" mode="e:content" as="element(h:span)" priority="2">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:sequence select="e:added('[?]')"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:del | tei:add" mode="e:content" as="element()">
    <xsl:element name="{if (self::tei:del) then 'del' else 'ins'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Words that the edition adds, marked as such. -->
  <xsl:function name="e:added" as="element(h:span)*" visibility="public">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:for-each select="$words">
      <span class="added" data-generated=""><xsl:value-of select="."/></span>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
