<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What attributes say, in words: in place of words where an element has none, in brackets behind them where it has. -->

  <xsl:function name="e:remarks" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string*">
      <xsl:apply-templates select="$element/@*" mode="e:remark"/>
    </xsl:variable>
    <xsl:sequence select="$said[.]"/>
  </xsl:function>

  <!-- The same in brackets, beside words. -->
  <xsl:function name="e:aside" as="element(h:span)?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="e:remarks($element)[not(normalize-space($element) = .)]"/>
    <xsl:if test="exists($said)">
      <span class="remark" data-generated="">
        <xsl:value-of select="' (' || string-join($said, e:label('separator.list')) || ') '"/>
      </span>
    </xsl:if>
  </xsl:function>

  <xsl:template match="@*" mode="e:remark" as="xs:string">
    <xsl:sequence select="if (matches(., '^[\p{L}_-]+$')) then e:word(.) else normalize-space(.)"/>
  </xsl:template>

  <!-- Said by the label, the look or the language of the element, or of use to programs only. -->
  <xsl:template match="@xml:* | @e:* | @type | @subtype | @role | @rend | @rendition | @style[not(parent::tei:handNote)] | @cert | @status
      | @calendar | @datingMethod | @unit[not(parent::tei:refState)] | @n[parent::*[not(@type | @role | @status)]] | @to[../@from] | @notAfter[../@notBefore] | @default | @instant | @full | @evidence
      | @scheme[not(../@target)] | @sortKey | @copyOf | @sameAs | @next | @prev" mode="e:remark" as="xs:string?"/>

  <xsl:template match="@when | @when-iso | @from-iso | @to-iso | @notBefore-iso | @notAfter-iso" mode="e:remark" as="xs:string">
    <xsl:sequence select="e:date(.)"/>
  </xsl:template>

  <xsl:template match="@when-custom | @from-custom | @to-custom | @notBefore-custom | @notAfter-custom" mode="e:remark" as="xs:string">
    <xsl:sequence select="e:custom-date(.)"/>
  </xsl:template>

  <xsl:template match="@from[not(parent::tei:locus)] | @to[not(../@from)] | @notBefore | @notAfter[not(../@notBefore)]" mode="e:remark"
      as="xs:string">
    <xsl:sequence select="e:date-words(e:dates(..))"/>
  </xsl:template>

  <xsl:template match="@ref | @target[not(parent::tei:ref)] | @corresp | @resp | @who | @hand | @source | @ana | @scribeRef | @scriptRef | @wit | @facs"
      mode="e:remark" as="xs:string">
    <xsl:sequence select="string-join(tokenize(.) ! e:name(.), e:label('separator.list'))"/>
  </xsl:template>

  <xsl:template match="@quantity" mode="e:remark" as="xs:string">
    <xsl:sequence select="string-join((., ../@unit ! e:word(.)), ' ')"/>
  </xsl:template>

  <xsl:template match="@ident | @target[parent::tei:ref]" mode="e:remark" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

</xsl:stylesheet>
