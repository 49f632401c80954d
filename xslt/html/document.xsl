<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- A TEI document to its page: head, text, notes, how to cite, and the whole header as a description. -->

  <xsl:template match="document-node()" mode="e:pages" as="map(xs:string, xs:string)">
    <xsl:variable name="noted" as="xs:boolean" select="exists(e:called-notes(*))"/>
    <xsl:variable name="main" as="element(h:article)">
      <article>
        <xsl:apply-templates select="*" mode="e:attributes"/>
        <xsl:attribute name="class" select="$document?kind"/>
        <xsl:call-template name="e:document-head"/>
        <xsl:call-template name="e:document-text"/>
        <xsl:call-template name="e:notes"/>
        <xsl:call-template name="e:citation"/>
        <xsl:apply-templates select="*/tei:teiHeader" mode="e:header"/>
        <xsl:call-template name="e:neighbours"/>
      </article>
    </xsl:variable>
    <xsl:variable name="page" as="xs:string">
      <xsl:call-template name="e:page">
        <xsl:with-param name="main" select="$main"/>
        <xsl:with-param name="facts" select="map:merge((
            map{'title': $document?title, 'class': 'page-' || $document?kind, 'path': $document?page,
                'tei': $document?tei},
            $document?abstract[.] ! map{'description': .},
            $e:margin-notes[$noted] ! map{'stylesheet': .}))"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:map>
      <xsl:map-entry key="string($document?page)" select="$page"/>
      <xsl:if test="$noted">
        <xsl:map-entry key="$e:margin-notes" select="e:margin-styles(*)"/>
      </xsl:if>
    </xsl:map>
  </xsl:template>

  <!-- The short facts at the head. The header tells them again, whole, at the end of the page: all of this is ours. -->
  <xsl:template name="e:document-head" as="element(h:header)">
    <xsl:context-item as="document-node()" use="required"/>
    <header class="document-head" data-generated="">
      <p class="kicker"><xsl:value-of select="e:label('kind.' || $document?kind)"/></p>
      <h1><xsl:value-of select="$document?title"/></h1>
      <xsl:variable name="facts" as="element()*">
        <xsl:call-template name="e:facts"/>
      </xsl:variable>
      <xsl:if test="$facts">
        <dl class="facts"><xsl:sequence select="$facts"/></dl>
      </xsl:if>
      <xsl:if test="$document?abstract and $document?kind = ('document', 'calendar')">
        <p class="abstract"><xsl:value-of select="$document?abstract"/></p>
      </xsl:if>
      <p class="jumps">
        <xsl:if test="exists(e:called-notes(*))">
          <a href="#notes"><xsl:value-of select="e:label('notes')"/></a>
        </xsl:if>
        <a href="#cite"><xsl:value-of select="e:label('cite')"/></a>
        <a href="#about"><xsl:value-of select="e:label('about')"/></a>
        <a href="{$document?tei}" download=""><xsl:value-of select="e:label('download.tei')"/></a>
      </p>
    </header>
  </xsl:template>

  <xsl:template name="e:facts" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="header" as="element(tei:teiHeader)?" select="*/tei:teiHeader"/>
    <xsl:variable name="profile" as="element(tei:profileDesc)?" select="$header/tei:profileDesc"/>
    <xsl:sequence select="
      e:fact('date', $document?date ! e:date-words(.), $document?date?cert),
      e:fact('place', distinct-values(($profile/tei:settingDesc//tei:placeName | $header//tei:origPlace
          | $profile/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:placeName) ! e:plain(.)), ())"/>
    <xsl:call-template name="e:correspondents"/>
    <xsl:if test="not($header/root()//tei:sp)">
      <xsl:sequence select="e:fact('participants',
          $profile/tei:particDesc//tei:person ! e:plain(tei:persName[1]), ())"/>
    </xsl:if>
    <xsl:sequence select="
      e:fact('archive', $document?shelfmark, ()),
      e:fact('classification', $profile/tei:textClass/tei:catRef[contains(@target, 'class-')]
          ! e:link(@target)?title, ()),
      e:fact('languages', $profile/tei:langUsage/tei:language ! e:plain(.), ()),
      e:fact('status', $header/tei:revisionDesc/@status ! e:label('status.' || .), ())"/>
  </xsl:template>

  <xsl:template name="e:correspondents" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="actions" as="element()*" select="*/tei:teiHeader/tei:profileDesc/tei:correspDesc/tei:correspAction"/>
    <xsl:for-each select="'sent', 'received'">
      <xsl:variable name="type" as="xs:string" select="."/>
      <xsl:sequence select="e:fact($type,
          $actions[@type = $type]/(tei:persName | tei:orgName | tei:name | tei:rs) ! e:plain(.), ())"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="e:fact" as="element()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:param name="cert" as="xs:string?"/>
    <xsl:if test="exists($values[.])">
      <div>
        <dt><xsl:value-of select="e:label('fact.' || $key)"/></dt>
        <dd>
          <xsl:value-of select="$values[.]" separator="; "/>
          <xsl:if test="$cert = ('medium', 'low', 'unknown')">
            <span class="cert"> (<xsl:value-of select="e:label('cert.' || $cert)"/>)</span>
          </xsl:if>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:template name="e:document-text" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:if test="exists(*/tei:text//tei:sp[@who])">
      <xsl:call-template name="e:cast"/>
    </xsl:if>
    <xsl:if test="exists(*/tei:text//(tei:choice[tei:sic or tei:orig or tei:abbr] | tei:surplus))">
      <xsl:call-template name="e:readings"/>
    </xsl:if>
    <xsl:apply-templates select="*/(* except tei:teiHeader)" mode="e:content">
      <!-- The one parameter that travels through the whole text: speakers to the numbers of their colours. -->
      <xsl:with-param name="e:slots" tunnel="yes" as="map(xs:string, xs:integer)" select="
        map:merge(for-each-pair(e:speakers(.), 1 to count(e:speakers(.)), map:entry#2))"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Title, edition, version and address: enough to cite the document, with the element's number for a part of it. -->
  <xsl:template name="e:citation" as="element(h:section)">
    <xsl:context-item use="optional"/>
    <section class="cite" id="cite" data-generated="">
      <h2><xsl:value-of select="e:label('cite')"/></h2>
      <p>
        <xsl:text>“</xsl:text><xsl:value-of select="$document?title"/><xsl:text>”, </xsl:text>
        <xsl:if test="exists($document?date) and $document?kind = ('document', 'calendar')">
          <xsl:value-of select="e:date-words($document?date)"/><xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:value-of select="e:label('in')"/><xsl:text> </xsl:text>
        <cite><xsl:value-of select="$site?title"/></cite>
        <xsl:value-of select="string-join(('', ($site?editors?* => string-join(', '))[.],
            $site?version[.] ! (lower-case(e:label('version')) || ' ' || .),
            $site?url[.] || $document?page), ', ')"/>
        <xsl:text>.</xsl:text>
      </p>
      <p class="hint"><xsl:value-of select="e:label(if (root()//tei:sp) then 'cite.turn' else 'cite.part')"/></p>
    </section>
  </xsl:template>

  <xsl:template name="e:neighbours" as="element(h:nav)?">
    <xsl:context-item use="optional"/>
    <xsl:if test="exists(($document?previous, $document?next))">
      <nav class="neighbours" aria-label="{e:label('nav.neighbours')}" data-generated="">
        <xsl:if test="exists($document?previous)">
          <a rel="prev" href="{$document?previous?page}">← <xsl:value-of select="$document?previous?title"/></a>
        </xsl:if>
        <xsl:if test="exists($document?next)">
          <a rel="next" href="{$document?next?page}"><xsl:value-of select="$document?next?title"/> →</a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
