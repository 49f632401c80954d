<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Tables: rows and cells with their spans; a long one goes on over several pages. -->

  <!-- What stands between rows gets a row of its own, as HTML allows nothing else there. -->
  <xsl:template match="tei:table" mode="e:content" as="element(h:div)">
    <xsl:variable name="columns" as="xs:integer" select="max((1, tei:row ! e:width(.)))"/>
    <div class="table-frame" tabindex="0" role="group" aria-label="{e:element-label('table')}">
      <table>
        <xsl:apply-templates select="." mode="e:attributes"/>
        <xsl:if test="tei:head">
          <caption>
            <xsl:apply-templates select="tei:head" mode="e:content"/>
          </caption>
        </xsl:if>
        <xsl:sequence select="e:table-body(node() except tei:head, $columns)"/>
      </table>
    </div>
  </xsl:template>

  <!-- The rows of a table; what stands between them has a row to itself. -->
  <xsl:function name="e:table-body" as="element(h:tbody)">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="columns" as="xs:integer"/>
    <tbody>
      <xsl:for-each-group select="$nodes[self::* or self::text()[normalize-space()]]" group-adjacent="exists(self::tei:row)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()" mode="e:content"/>
          </xsl:when>
          <xsl:otherwise>
            <tr><td colspan="{$columns}"><xsl:apply-templates select="current-group()" mode="e:content"/></td></tr>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </tbody>
  </xsl:function>

  <!-- What of a long table stands on this page; where it goes on, with the heads of its columns once more. -->
  <xsl:function name="e:part-of-table" as="element(h:div)">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="table" as="element(tei:table)"/>
    <xsl:variable name="columns" as="xs:integer" select="max((1, $table/tei:row ! e:width(.)))"/>
    <xsl:variable name="labels" as="element(tei:row)*" select="
      $table/tei:row[@role = 'label'][not(preceding-sibling::tei:row[not(@role = 'label')])] except $nodes"/>
    <div class="table-frame" tabindex="0" role="group" aria-label="{e:element-label('table')}">
      <table>
        <xsl:if test="$nodes[self::tei:head]">
          <caption>
            <xsl:apply-templates select="$nodes[self::tei:head]" mode="e:content"/>
          </caption>
        </xsl:if>
        <xsl:if test="exists($labels)">
          <thead data-generated="">
            <xsl:for-each select="$labels">
              <tr>
                <xsl:for-each select="tei:cell">
                  <th colspan="{e:span-of(@cols)}"><xsl:value-of select="e:plain(.)"/></th>
                </xsl:for-each>
              </tr>
            </xsl:for-each>
          </thead>
        </xsl:if>
        <xsl:sequence select="e:table-body($nodes[not(self::tei:head)], $columns)"/>
      </table>
    </div>
  </xsl:function>

  <!-- A table without rows, or one of which only lines are known. -->
  <xsl:template match="tei:table[not(tei:row)]" mode="e:content" as="element(h:div)" priority="1">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <xsl:function name="e:width" as="xs:integer">
    <xsl:param name="row" as="element(tei:row)"/>
    <xsl:sequence select="xs:integer(sum($row/* ! e:span-of(@cols)))"/>
  </xsl:function>

  <!-- How many rows or columns a cell takes: 1 to 1000, as HTML has it. -->
  <xsl:function name="e:span-of" as="xs:integer">
    <xsl:param name="count" as="attribute()?"/>
    <xsl:sequence select="if ($count castable as xs:positiveInteger) then min((1000, xs:integer($count))) else 1"/>
  </xsl:function>

  <xsl:template match="tei:table/tei:row" mode="e:content" as="element(h:tr)">
    <tr>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:for-each-group select="* | text()[normalize-space()]" group-adjacent="(self::tei:cell/generate-id(), '')[1]">
        <xsl:choose>
          <xsl:when test="self::tei:cell">
            <xsl:apply-templates select="." mode="e:content"/>
          </xsl:when>
          <xsl:otherwise>
            <td><xsl:apply-templates select="current-group()" mode="e:content"/></td>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </tr>
  </xsl:template>

  <xsl:template match="tei:table/tei:row/tei:cell" mode="e:content" as="element()">
    <xsl:variable name="rows" as="xs:integer" select="if (@rows) then min((e:span-of(@rows), 1 + count(../following-sibling::tei:row[not(@e:page) or @e:page = $e:here]))) else 1"/>
    <xsl:variable name="columns" as="xs:integer" select="e:span-of(@cols)"/>
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="$columns gt 1">
        <xsl:attribute name="colspan" select="$columns"/>
      </xsl:if>
      <xsl:if test="$rows gt 1">
        <xsl:attribute name="rowspan" select="$rows"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
