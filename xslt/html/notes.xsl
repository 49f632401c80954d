<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Notes: a call in the text, the note itself once, in a list behind the text of the page that calls it. On wide
       screens a style sheet moves each beside its call (CSS anchor positioning); elsewhere the list stays. -->

  <!-- The called notes of this page, in the order of their calls. -->
  <xsl:function name="e:called-notes" as="element(tei:note)*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="e:units($root)/descendant-or-self::tei:note[@e:n]"/>
  </xsl:function>

  <!-- The call; within a link it cannot be one itself. -->
  <xsl:template match="tei:note[@e:n]" mode="e:content" as="element()" priority="2">
    <xsl:variable name="linked" as="xs:boolean" select="not(e:is-in-link(.))"/>
    <xsl:element name="{if ($linked) then 'a' else 'span'}">
      <xsl:attribute name="class" select="'call'"/>
      <xsl:attribute name="id" select="'-call-' || @e:id"/>
      <xsl:attribute name="data-note" select="@e:n"/>
      <xsl:attribute name="data-generated" select="''"/>
      <xsl:if test="$linked">
        <xsl:attribute name="href" select="'#' || @e:id"/>
        <xsl:attribute name="role" select="'doc-noteref'"/>
        <xsl:attribute name="aria-label" select="e:label('note') || ' ' || @e:n"/>
      </xsl:if>
      <xsl:value-of select="@e:n"/>
    </xsl:element>
  </xsl:template>

  <!-- A note that its encoder has set apart, such as a footnote printed at the end; its call is a ref in the text. -->
  <xsl:template match="tei:note" mode="e:content" as="element()" priority="1">
    <xsl:variable name="call" as="map(*)?" select="e:tokens(@target)[1] ! e:link(.)[?kind = ('ref', 'ptr', 'anchor', 'seg', 'w', 'phr', 'p', 'ab', 'l', 's')]"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:number-apart(.) ! e:added(. || ' ')"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:if test="exists($call) and not(e:is-in-link(.))">
        <xsl:sequence select="e:back-link($call?href, '')"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template name="e:notes" as="element(h:section)?">
    <xsl:param name="notes" as="element(tei:note)*" required="yes"/>
    <xsl:if test="$notes">
      <section class="notes" id="-notes" role="doc-endnotes" aria-labelledby="-notes-title">
        <h2 id="-notes-title" data-generated=""><xsl:value-of select="e:label('notes')"/></h2>
        <ol role="list">
          <xsl:apply-templates select="$notes" mode="e:note"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="e:note" as="element(h:li)">
    <xsl:variable name="number" as="xs:string" select="string(@e:n)"/>
    <li data-note="{$number}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <span class="note-number" data-generated=""><xsl:value-of select="$number"/></span>
      <xsl:element name="{if (e:holds-blocks(.)) then 'div' else 'p'}">
        <xsl:attribute name="class" select="'note-body'"/>
        <xsl:apply-templates mode="e:content"/>
        <xsl:sequence select="e:back-link('#-call-' || @e:id, $number)"/>
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

  <!-- Each note at the height of its call, or below the note before it: one style sheet serves all pages. -->
  <xsl:template name="e:margin-styles" as="text()" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="rules" as="xs:string*">
      <xsl:for-each select="1 to xs:integer($document?notes)">
        <xsl:variable name="call" as="xs:string" select="'anchor(--c' || . || ' top,0px)'"/>
        <xsl:sequence select="
          '[data-note=&quot;' || . || '&quot;].call{anchor-name:--c' || . || '}',
          'li[data-note=&quot;' || . || '&quot;]{anchor-name:--n' || . || ';top:max(' || $call || ',calc(anchor(--n'
            || . - 1 || ' bottom,0px) + .75rem))}'"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="
      '@supports (anchor-name:--a){@media screen and (min-width:76rem){' || string-join($rules) || '}}&#10;'"/>
  </xsl:template>

</xsl:stylesheet>
