<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The header, whole: every element with its label and its words, folded away. An element that holds words is a
       line, one that holds elements is a group. -->

  <xsl:template match="tei:teiHeader" mode="e:header" as="element(h:details)">
    <details class="about" id="about">
      <summary data-generated=""><xsl:value-of select="e:label('about')"/></summary>
      <div>
        <xsl:apply-templates select="." mode="e:attributes"/>
        <xsl:apply-templates select="*" mode="e:header"/>
      </div>
    </details>
  </xsl:template>

  <xsl:template match="tei:teiHeader/*" mode="e:header" as="element(h:section)" priority="2">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <h3 data-generated=""><xsl:value-of select="e:element-label(local-name())"/></h3>
      <xsl:apply-templates select="." mode="e:remark"/>
      <xsl:apply-templates select="*" mode="e:header"/>
    </section>
  </xsl:template>

  <!-- A group: only elements inside. -->
  <xsl:template match="*" mode="e:header" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:header-label(.)"/>
      <div class="group">
        <xsl:apply-templates select="." mode="e:remark"/>
        <xsl:apply-templates select="*" mode="e:header"/>
      </div>
    </div>
  </xsl:template>

  <!-- A line: words, with what stands among them. -->
  <xsl:template match="*[text()[normalize-space()]] | tei:idno | tei:title" mode="e:header" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="not(self::tei:p)">
        <xsl:sequence select="e:header-label(.)"/>
      </xsl:if>
      <div class="line">
        <xsl:apply-templates select="." mode="e:remark"/>
        <xsl:call-template name="e:header-words"/>
      </div>
    </div>
  </xsl:template>

  <xsl:template name="e:header-words" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="link" as="map(*)?" select="(@ref, @target)[1] ! e:tokens(.)[1] ! e:link(.)[?href]"/>
    <xsl:choose>
      <xsl:when test="exists($link) and not(.//(*[@ref] | tei:ref | tei:p))">
        <a href="{$link?href}"><xsl:apply-templates mode="e:content"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="e:content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Nothing to say: no words and no facts in attributes. -->
  <xsl:template match="*[not(*) and not(normalize-space())]" mode="e:header" as="element(h:div)" priority="3">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:variable name="remark" as="element()*">
        <xsl:apply-templates select="." mode="e:remark"/>
      </xsl:variable>
      <xsl:if test="$remark">
        <xsl:sequence select="e:header-label(.)"/>
        <div class="line"><xsl:sequence select="$remark"/></div>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:function name="e:header-label" as="element(h:div)">
    <xsl:param name="element" as="element()"/>
    <div class="label" data-generated="">
      <xsl:value-of select="string-join((
          e:element-label(local-name($element)),
          $element/(@type, @role, @n)[1][not(. = ('main', 'archival'))] ! ('(' || . || ')')), ' ')"/>
    </div>
  </xsl:function>

  <!-- Facts that stand in attributes only. -->
  <xsl:template match="tei:change | tei:language | tei:prefixDef | tei:tagUsage | tei:namespace | tei:catRef | tei:classCode"
      mode="e:remark" as="element(h:span)*">
    <xsl:variable name="facts" as="xs:string*" select="
      @when ! e:date(.), @ident, @gi ! ('&lt;' || . || '&gt;'), @name,
      (@target ! e:tokens(.) ! (e:link(.)?title[.], .)[1]),
      self::tei:prefixDef/(@matchPattern || ' → ' || @replacementPattern)"/>
    <xsl:if test="exists($facts)">
      <span class="remark" data-generated=""><xsl:value-of select="$facts" separator=" "/><xsl:text>: </xsl:text></span>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
