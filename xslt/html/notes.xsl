<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Notes: a call in the text, the note itself once, in a list behind the text. On wide screens a stylesheet of the
       document's own moves each beside its call (CSS anchor positioning); elsewhere the list stays where it is. -->

  <xsl:variable name="e:margin-notes" as="xs:string" select="'assets/notes-' || $document?id || '.css'"/>

  <xsl:function name="e:called-notes" as="element(tei:note)*" visibility="public">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="$root/tei:text//tei:note[e:is-called(.)]"/>
  </xsl:function>

  <xsl:template match="tei:note[e:is-called(.)]" mode="e:content" as="element(h:a)" priority="2">
    <xsl:variable name="number" as="xs:string" select="string(e:block(.)?ordinal)"/>
    <a class="call" id="call-{e:address(.)}" href="#{e:address(.)}" role="doc-noteref" data-generated=""
        aria-label="{e:label('note')} {$number}">
      <xsl:value-of select="$number"/>
    </a>
  </xsl:template>

  <!-- A note that its encoder has set apart, such as a footnote printed at the end; its call is a ref in the text. -->
  <xsl:template match="tei:note" mode="e:content" as="element(h:div)" priority="1">
    <xsl:variable name="call" as="map(*)?" select="e:tokens(@target)[1] ! e:link(.)[?kind = ('ref', 'ptr', 'anchor')]"/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="exists($call)">
        <xsl:sequence select="e:back-link($call?href, '')"/>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template name="e:notes" as="element(h:section)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="e:called-notes(*)"/>
    <xsl:if test="$notes">
      <section class="notes" id="notes" role="doc-endnotes" aria-labelledby="notes-title">
        <h2 id="notes-title" data-generated=""><xsl:value-of select="e:label('notes')"/></h2>
        <ol role="list">
          <xsl:apply-templates select="$notes" mode="e:note"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="e:note" as="element(h:li)">
    <xsl:variable name="number" as="xs:string" select="string(e:block(.)?ordinal)"/>
    <li>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="note-number" data-generated=""><xsl:value-of select="$number"/></span>
      <xsl:element name="{if (tei:p or e:holds-blocks(.)) then 'div' else 'p'}">
        <xsl:attribute name="class" select="'note-body'"/>
        <xsl:apply-templates mode="e:content"/>
        <xsl:sequence select="e:back-link('#call-' || e:address(.), $number)"/>
      </xsl:element>
    </li>
  </xsl:template>

  <xsl:function name="e:back-link" as="item()+">
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:text> </xsl:text>
    <a class="back" href="{$href}" role="doc-backlink" data-generated=""
        aria-label="{normalize-space(e:label('note.back') || ' ' || $number)}">↑</a>
  </xsl:function>

  <!-- Each note at the height of its call, or below the note before it. -->
  <xsl:function name="e:margin-styles" as="xs:string">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="rules" as="xs:string*">
      <xsl:for-each select="e:called-notes($root)">
        <xsl:variable name="at" as="xs:integer" select="position()"/>
        <xsl:variable name="call" as="xs:string" select="'anchor(--c' || $at || ' top)'"/>
        <xsl:sequence select="
          '[id=&quot;call-' || e:address(.) || '&quot;]{anchor-name:--c' || $at || '}',
          '[id=&quot;' || e:address(.) || '&quot;]{anchor-name:--n' || $at || ';top:' ||
            (if ($at = 1) then $call else
              'max(' || $call || ',calc(anchor(--n' || $at - 1 || ' bottom) + .75rem))') || '}'"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="
      '@supports (anchor-name:--a){@media screen and (min-width:76rem){' || string-join($rules) || '}}&#10;'"/>
  </xsl:function>

</xsl:stylesheet>
