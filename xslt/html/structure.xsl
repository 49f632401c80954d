<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Divisions, headings, paragraphs, lists, tables, verse: the blocks of a text. -->

  <xsl:template match="*" mode="e:attributes" as="attribute()*">
    <xsl:variable name="address" as="xs:string?" select="e:address(.)"/>
    <xsl:if test="$address">
      <xsl:attribute name="id" select="$address"/>
    </xsl:if>
    <xsl:if test="@xml:lang">
      <xsl:attribute name="lang" select="e:html-language(@xml:lang)"/>
      <xsl:if test="e:right-to-left(@xml:lang)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
    </xsl:if>
    <xsl:attribute name="class"
        select="string-join((local-name(), @type ! ('type-' || replace(., '\s+', '-'))), ' ')"/>
  </xsl:template>

  <!-- What no other rule knows: shown with its text, as a line within running text and as a block elsewhere. -->
  <xsl:template match="*" mode="e:content" as="element()" priority="-1">
    <xsl:element name="{if (e:inline(.)) then 'span' else 'div'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:standOff" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7"
      mode="e:content" as="element(h:section)">
    <section>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </section>
  </xsl:template>

  <!-- The title of the page is h1, so the first level of divisions has h2. -->
  <xsl:template match="tei:head" mode="e:content" as="element()">
    <xsl:variable name="depth" as="xs:integer"
        select="count(ancestor::*[matches(local-name(), '^div[1-7]?$|^list|^figure$|^table$|^lg$')])"/>
    <xsl:element name="h{min((6, max((2, $depth + 1))))}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:table/tei:head" mode="e:content" as="element(h:caption)" priority="1">
    <caption>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </caption>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab" mode="e:content" as="element()">
    <xsl:element name="{if (e:holds-blocks(.) or e:inline(.)) then 'div' else 'p'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:opener | tei:closer | tei:argument | tei:epigraph | tei:postscript" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:dateline | tei:signed | tei:salute | tei:byline | tei:trailer" mode="e:content" as="element()">
    <xsl:element name="{if (e:inline(.)) then 'span' else 'p'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:list[not(tei:label)]" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="node() except tei:item" mode="e:content"/>
      <xsl:element name="{if (@rend = ('numbered', 'ordered') or @type = ('ordered', 'numbered')) then 'ol' else 'ul'}">
        <xsl:apply-templates select="tei:item" mode="e:content"/>
      </xsl:element>
    </div>
  </xsl:template>

  <xsl:template match="tei:list[not(tei:label)]/tei:item" mode="e:content" as="element(h:li)">
    <li>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:table" mode="e:content" as="element(h:div)">
    <div class="table-frame">
      <table>
        <xsl:apply-templates select="." mode="e:attributes"/>
        <xsl:apply-templates select="tei:head, tei:row" mode="e:content"/>
      </table>
      <xsl:apply-templates select="* except (tei:head, tei:row)" mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:row" mode="e:content" as="element(h:tr)">
    <tr>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates select="*" mode="e:content"/>
    </tr>
  </xsl:template>

  <xsl:template match="tei:row/tei:cell" mode="e:content" as="element()">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="@cols castable as xs:positiveInteger">
        <xsl:attribute name="colspan" select="@cols"/>
      </xsl:if>
      <xsl:if test="@rows castable as xs:positiveInteger">
        <xsl:attribute name="rowspan" select="@rows"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:lg | tei:l" mode="e:content" as="element()">
    <xsl:element name="{if (e:inline(.)) then 'span' else 'div'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:quote | tei:cit" mode="e:content" as="element()">
    <xsl:element name="{
        if (e:inline(.)) then 'span' else if (self::tei:cit or parent::tei:cit) then 'div' else 'blockquote'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="e:content" as="element()">
    <xsl:apply-templates select="." mode="e:header"/>
  </xsl:template>

</xsl:stylesheet>
