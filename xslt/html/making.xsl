<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- How the edition is made: the program, how much there is, what was checked, and what the audit has found. -->

  <xsl:template name="e:making-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:colophon-page">
      <xsl:with-param name="key" select="'making'"/>
      <xsl:with-param name="main">
        <p><xsl:value-of select="e:label('making.program')"/><xsl:text> </xsl:text><xsl:value-of select="$site?generator"/><xsl:text>. </xsl:text><xsl:value-of select="e:label('making.static')"/></p>
        <p><xsl:sequence select="e:around(e:label('making.files'), '{manifest}', e:file('edition.json'))"/></p>
        <h2><xsl:value-of select="e:label('making.counts')"/></h2>
        <dl class="facts">
          <xsl:for-each select="$document?counts?*">
            <xsl:sequence select="e:fact('making.count.' || ?name, e:number(?count))"/>
          </xsl:for-each>
          <xsl:sequence select="e:fact('version', $site?version[.]), e:fact('making.changed', $document?changed[.] ! e:date(.))"/>
        </dl>
        <h2><xsl:value-of select="e:label('making.checks')"/></h2>
        <p><xsl:value-of select="e:label(if ($document?is-project) then 'making.checks.project' else 'making.checks.folder')"/></p>
        <xsl:if test="array:size($document?schemas) gt 0">
          <dl class="facts"><xsl:sequence select="e:fact('making.schemas', $document?schemas?* => string-join(', '))"/></dl>
        </xsl:if>
        <xsl:sequence select="e:audit-result($document?audit)"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What the quick audit has counted, and the elements that no rule knows. -->
  <xsl:function name="e:audit-result" as="element()+">
    <xsl:param name="audit" as="map(*)"/>
    <h2><xsl:value-of select="e:label('making.audit')"/></h2>
    <p><xsl:value-of select="e:label('making.audit.why')"/></p>
    <dl class="facts">
      <xsl:for-each select="'documents', 'letters', 'lost', 'doubled'">
        <xsl:sequence select="e:fact('making.' || ., e:number(xs:integer($audit(.))))"/>
      </xsl:for-each>
    </dl>
    <xsl:if test="array:size($audit?unhandled) gt 0">
      <h2><xsl:value-of select="e:label('making.unhandled')"/></h2>
      <ul>
        <xsl:for-each select="$audit?unhandled?*">
          <li><code>&lt;<xsl:value-of select="?name"/>&gt;</code> × <xsl:value-of select="?count"/></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:file" as="element(h:a)">
    <xsl:param name="path" as="xs:string"/>
    <a href="{e:asset($path)}"><code dir="ltr"><xsl:value-of select="$path"/></code></a>
  </xsl:function>

  <!-- A label with a node in the place of a placeholder. -->
  <xsl:function name="e:around" as="item()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="placeholder" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="substring-before($label, $placeholder), $node, substring-after($label, $placeholder)"/>
  </xsl:function>

</xsl:stylesheet>
