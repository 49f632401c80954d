<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Specifications of a schema (ODD): what most of it says stands in attributes, so each part shows its tag as code of
       ours, and its words and parts below it. -->

  <xsl:template match="tei:schemaSpec | tei:specGrp | tei:specGrpRef | tei:moduleSpec | tei:moduleRef | tei:elementSpec | tei:elementRef
      | tei:classSpec | tei:classRef | tei:classes | tei:memberOf | tei:macroSpec | tei:macroRef | tei:dataSpec | tei:dataRef | tei:dataFacet
      | tei:datatype | tei:content | tei:textNode | tei:anyElement | tei:empty | tei:sequence | tei:alternate | tei:attList | tei:attDef
      | tei:attRef | tei:valList | tei:valItem | tei:valDesc | tei:defaultVal | tei:constraintSpec | tei:constraint | tei:paramList
      | tei:paramSpec | tei:param | tei:model | tei:modelSequence | tei:modelGrp | tei:outputRendition | tei:exemplum | tei:remarks
      | tei:equiv | tei:altIdent | tei:listRef" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:tag(.)"/>
      <xsl:for-each select="* | text()[normalize-space()]">
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="." mode="e:content"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- What is to be said here of an element or a class: its name. -->
  <xsl:template match="tei:specDesc" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <code data-generated=""><xsl:value-of select="@key, tokenize(@atts) ! ('@' || .)" separator=" "/></code>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
