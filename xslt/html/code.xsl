<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:tei-examples="http://www.tei-c.org/ns/Examples"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Elements of other vocabularies, and examples of encoding: their tags as code of ours, their words as they are. -->

  <xsl:template match="*" mode="e:code" as="element()+">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'code'"/>
      <xsl:if test="@e:id">
        <xsl:attribute name="id" select="@e:id"/>
      </xsl:if>
      <xsl:if test="not(ancestor::*[namespace-uri() = namespace-uri(current())]) and not(ancestor-or-self::tei-examples:* | ancestor::tei:xenoData)">
        <xsl:attribute name="data-unhandled" select="name()"/>
      </xsl:if>
      <xsl:sequence select="e:tag(.)"/>
      <xsl:apply-templates mode="e:code"/>
      <xsl:if test="node()">
        <code class="tag" data-generated=""><xsl:value-of select="'&lt;/' || name() || '>'"/></code>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- What another vocabulary puts around TEI, such as a division of its own, is named by its tag and not shown as one. -->
  <xsl:template match="*[tei:*][not(ancestor-or-self::tei-examples:* or ancestor::tei:xenoData)]" mode="e:code" as="element()" priority=".7">
    <xsl:variable name="block" as="xs:boolean" select="e:is-block(.)"/>
    <xsl:variable name="words" as="xs:string" select="string-join((name(), (@type, @n) ! string()), ' ')"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'wrapped'"/>
      <xsl:if test="@e:id">
        <xsl:attribute name="id" select="@e:id"/>
      </xsl:if>
      <xsl:attribute name="data-unhandled" select="name()"/>
      <xsl:choose>
        <xsl:when test="$block"><p class="part-label cited" data-generated=""><xsl:value-of select="$words"/></p></xsl:when>
        <xsl:otherwise><xsl:attribute name="title" select="$words"/></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates mode="e:code"/>
    </xsl:element>
  </xsl:template>

  <!-- What is TEI within another vocabulary is TEI again. -->
  <xsl:template match="tei:*" mode="e:code" as="element()*" priority="1">
    <xsl:apply-templates select="." mode="e:content"/>
  </xsl:template>

  <xsl:function name="e:tag" as="element(h:code)">
    <xsl:param name="element" as="element()"/>
    <code class="tag" data-generated="">
      <xsl:value-of select="'&lt;' || name($element) || string-join($element/@*[namespace-uri() ne 'urn:tei-edition:xslt']
          ! (' ' || name() || '=&quot;' || . || '&quot;')) || ('/'[not($element/node())], '')[1] || '>'"/>
    </code>
  </xsl:function>

  <!-- An example: a block of code. -->
  <xsl:template match="tei-examples:egXML" mode="e:content" as="element()" priority="2">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'egXML'"/>
      <xsl:if test="@e:id">
        <xsl:attribute name="id" select="@e:id"/>
      </xsl:if>
      <xsl:apply-templates mode="e:code"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:eg" mode="e:content" as="element()">
    <xsl:element name="{if (e:holds-blocks(.)) then 'div' else 'pre'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:gi | tei:att | tei:val | tei:code | tei:tag | tei:ident" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'code'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
