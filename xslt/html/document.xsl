<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- A TEI document to one of its pages: head, text, notes, and on the first the whole header. -->

  <!-- Arrows in the direction of reading. -->
  <xsl:variable name="e:back" as="xs:string" select="if (e:right-to-left($site?language)) then '→' else '←'"/>
  <xsl:variable name="e:on" as="xs:string" select="if (e:right-to-left($site?language)) then '←' else '→'"/>

  <xsl:template match="document-node()" mode="e:page" as="element(h:html)">
    <xsl:variable name="here" as="map(*)" select="$document?pages($page)"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map:merge((
          map{'title': string-join((e:page-title($page)[$page gt 1], $document?title), ' · '), 'class': 'page-' || $document?kind,
              'path': $here?path, 'tei': $document?tei},
          $document?abstract[.] ! map{'description': .},
          map{'stylesheets': array{'assets/margin-notes.css'[exists(e:called-notes(current()))], 'assets/conversation.css'[exists($document?talk)],
                'assets/facsimile.css'[e:has-page-images(current())], 'assets/lists.css'[$document?kind = 'register']}},
          map{'scripts': array{'assets/cite.js', 'assets/conversation.js'[e:has-turns()], 'assets/compare.js'[e:has-comparisons(current())],
                'assets/facsimile.js'[e:has-page-images(current())], 'assets/lists.js'[$document?kind = 'register']}}))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="document-node()" mode="e:main" as="element(h:article)">
    <xsl:variable name="notes" as="element(tei:note)*" select="e:called-notes(.)"/>
    <article>
      <xsl:apply-templates select="*" mode="e:attributes"/>
      <xsl:if test="$page = 1">
        <xsl:attribute name="id" select="*/@e:id"/>
      </xsl:if>
      <xsl:attribute name="class" select="$document?kind"/>
      <xsl:call-template name="e:head-of-page">
        <xsl:with-param name="noted" select="exists($notes)"/>
      </xsl:call-template>
      <xsl:call-template name="e:document-text">
        <xsl:with-param name="notes" select="$notes"/>
      </xsl:call-template>
      <xsl:call-template name="e:entries"/>
      <xsl:call-template name="e:turning"/>
      <!-- Of a document that is its description, such as a record of a catalogue, that comes first. -->
      <xsl:variable name="header" as="element(tei:teiHeader)*" select="*[$page = 1]/tei:teiHeader"/>
      <xsl:apply-templates select="$header[not(e:has-words(..))]" mode="e:header"/>
      <xsl:call-template name="e:citation"/>
      <xsl:apply-templates select="$header[e:has-words(..)]" mode="e:header"/>
      <xsl:call-template name="e:neighbours"/>
      <xsl:call-template name="e:cards"/>
    </article>
  </xsl:template>

  <xsl:template name="e:head-of-page" as="element(h:header)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="noted" as="xs:boolean" required="yes"/>
    <xsl:choose>
      <xsl:when test="$page = 1">
        <xsl:call-template name="e:document-head">
          <xsl:with-param name="noted" select="$noted"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="e:page-head">
          <xsl:with-param name="noted" select="$noted"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The head of a further page of a long document. -->
  <xsl:template name="e:page-head" as="element(h:header)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="noted" as="xs:boolean" required="yes"/>
    <header class="document-head" data-generated="">
      <xsl:variable name="ours" as="attribute()*" select="e:interface(.)"/>
      <xsl:sequence select="$ours"/>
      <p class="kicker"><a href="{$document?page}"><xsl:value-of select="$document?title"/></a></p>
      <h1><xsl:sequence select="*[exists($ours)] ! e:language(.)"/><xsl:value-of select="e:page-title($page)"/></h1>
      <xsl:for-each select="e:own-text(.)">
        <xsl:call-template name="e:in-brief">
          <xsl:with-param name="known" select="$document?pages($page)"/>
        </xsl:call-template>
      </xsl:for-each>
      <p class="jumps">
        <xsl:if test="$noted">
          <a href="#-notes"><xsl:value-of select="e:label('notes')"/></a>
        </xsl:if>
        <xsl:if test="exists(e:called-entries(.))">
          <a href="#-apparatus"><xsl:value-of select="e:label('apparatus')"/></a>
        </xsl:if>
        <xsl:call-template name="e:cite-opener"/>
      </p>
      <xsl:call-template name="e:turning">
        <xsl:with-param name="again" select="true()"/>
      </xsl:call-template>
    </header>
  </xsl:template>

  <!-- The short facts at the head. The header tells them again, whole, at the end of the page: all of this is ours. -->
  <xsl:template name="e:document-head" as="element(h:header)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="noted" as="xs:boolean" required="yes"/>
    <header class="document-head" data-generated="">
      <xsl:variable name="ours" as="attribute()*" select="e:interface(.)"/>
      <xsl:sequence select="$ours"/>
      <p class="kicker"><xsl:value-of select="e:sort-of-text($document)"/></p>
      <h1>
        <xsl:sequence select="*[exists($ours)] ! e:language(.)"/>
        <xsl:if test="string-length($document?title) gt 100">
          <xsl:attribute name="class" select="'long'"/>
        </xsl:if>
        <xsl:value-of select="$document?title"/>
      </h1>
      <xsl:for-each select="*">
        <xsl:call-template name="e:in-brief">
          <xsl:with-param name="abstract" select="$document?abstract[.][$document?kind = ('document', 'calendar')]"/>
        </xsl:call-template>
      </xsl:for-each>
      <p class="jumps">
        <xsl:if test="$noted">
          <a href="#-notes"><xsl:value-of select="e:label('notes')"/></a>
        </xsl:if>
        <xsl:if test="exists(e:called-entries(.))">
          <a href="#-apparatus"><xsl:value-of select="e:label('apparatus')"/></a>
        </xsl:if>
        <xsl:call-template name="e:cite-opener"/>
        <xsl:if test="*/tei:teiHeader">
          <a href="#-about"><xsl:value-of select="e:label('about')"/></a>
        </xsl:if>
        <a href="{e:asset($document?tei)}" download=""><xsl:value-of select="e:label('download.tei')"/></a>
      </p>
      <xsl:call-template name="e:parts"/>
    </header>
  </xsl:template>

  <!-- The facts, folded on a phone, so that the text begins on its first screen. -->
  <xsl:template name="e:in-brief" as="element(h:details)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="known" as="map(*)" select="$document"/>
    <xsl:param name="abstract" as="xs:string?"/>
    <xsl:variable name="facts" as="element()*">
      <xsl:call-template name="e:facts">
        <xsl:with-param name="known" select="$known"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="exists(($facts, $abstract))">
      <details class="in-brief">
        <summary><xsl:value-of select="$known?date ! e:date-words(.), e:label(if ($abstract) then 'in-brief' else 'in-brief.facts')" separator=" · "/></summary>
        <xsl:if test="$facts">
          <dl class="facts"><xsl:sequence select="$facts"/></dl>
        </xsl:if>
        <xsl:if test="$abstract">
          <p class="abstract"><xsl:value-of select="$abstract"/></p>
        </xsl:if>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- The text of the page and the notes that it calls. The parameters that travel through both: the names of
       the speakers, and witnesses to their numbers. -->
  <xsl:template name="e:document-text" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="notes" as="element(tei:note)*" required="yes"/>
    <xsl:variable name="names" as="xs:string*" select="e:speakers(.)"/>
    <xsl:variable name="sigla" as="xs:string*" select="if (//tei:app) then e:sigla(.) else ()"/>
    <xsl:call-template name="e:talk">
      <xsl:with-param name="names" select="$names"/>
    </xsl:call-template>
    <xsl:call-template name="e:readings"/>
    <xsl:call-template name="e:text-and-notes">
      <xsl:with-param name="notes" select="$notes"/>
      <xsl:with-param name="e:names" tunnel="yes" as="xs:string*" select="$names"/>
      <xsl:with-param name="e:witnesses" tunnel="yes" as="map(xs:string, xs:integer)" select="e:numbered($sigla)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:numbered" as="map(xs:string, xs:integer)">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:sequence select="map:merge(for-each-pair($words, 1 to count($words), map:entry#2))"/>
  </xsl:function>

  <xsl:template name="e:text-and-notes" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="notes" as="element(tei:note)*" required="yes"/>
    <!-- What stands off the text, stands behind it. -->
    <xsl:apply-templates mode="e:content"
        select="* ! (if (@e:split) then . else (* except (tei:teiHeader | tei:standOff), tei:standOff))"/>
    <xsl:call-template name="e:notes">
      <xsl:with-param name="notes" select="$notes"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="e:neighbours" as="element(h:nav)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:if test="exists(($document?previous, $document?next))">
      <nav class="neighbours" aria-label="{e:label('nav.neighbours')}" data-generated="">
        <xsl:sequence select="e:interface(.)"/>
        <xsl:if test="exists($document?previous)">
          <a rel="prev" href="{$document?previous?page}"><xsl:value-of select="$e:back || ' '"/><bdi><xsl:value-of select="$document?previous?title"/></bdi></a>
        </xsl:if>
        <xsl:if test="exists($document?next)">
          <a rel="next" href="{$document?next?page}"><bdi><xsl:value-of select="$document?next?title"/></bdi><xsl:value-of select="' ' || $e:on"/></a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
