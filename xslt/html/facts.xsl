<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The short facts at the head of a document: date, place, who to whom, archive, language. -->

  <!-- The text of a corpus that begins on this page, one of its further pages. -->
  <xsl:function name="e:own-text" as="element(tei:TEI)?">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="
      if ($page gt 1 and $document?pages($page)?name = 'TEI')
      then (key('e:units', $e:here, $root)[self::tei:TEI], ($root/*/tei:TEI, $root/*/tei:teiCorpus/tei:TEI)[@e:split = $e:here])[1]
      else ()"/>
  </xsl:function>

  <!-- Of a whole document, or of one text of a corpus, of which the index knows authors, date and shelfmark as well. A place
       is named without its coordinates. -->
  <xsl:template name="e:facts" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="known" as="map(*)" select="$document"/>
    <xsl:variable name="header" as="element(tei:teiHeader)*" select="tei:teiHeader"/>
    <xsl:variable name="profile" as="element(tei:profileDesc)*" select="$header/tei:profileDesc"/>
    <xsl:sequence select="
      e:fact('author', $known?authors?*[empty($profile/tei:correspDesc)], ()),
      e:fact('date', ($known?date ! e:date-words(.), ($header//tei:origDate ! e:plain(.)[.])[1])[1], $known?date?cert),
      e:fact('place', distinct-values(($profile/tei:settingDesc/(.//tei:placeName | .//tei:setting/tei:name[@type = ('place', 'city')] | .//tei:settlement)
          | $header//tei:origPlace
          | $profile/tei:correspDesc/tei:correspAction[@type = 'sent']/(tei:placeName | tei:settlement | tei:district | tei:region | tei:country)[1])
          ! replace(e:plain(.), '[\s,]+-?\d+\.\d+[\s,]+-?\d+\.\d+$', '')), ())"/>
    <xsl:call-template name="e:correspondents"/>
    <xsl:if test="empty(.//tei:sp) and empty($profile/tei:correspDesc)">
      <!-- All who speak in a corpus are no fact of a few words. -->
      <xsl:variable name="persons" as="element(tei:person)*" select="$profile/tei:particDesc//tei:person"/>
      <xsl:sequence select="e:fact('participants', $persons[count($persons) le 24] ! e:plain(tei:persName[1]), ())"/>
    </xsl:if>
    <xsl:sequence select="
      e:fact('archive', $known?shelfmark, ()),
      e:fact('classification', $profile/tei:textClass/tei:catRef[contains(@target, 'class-')]
          ! tokenize(@target) ! e:link(.)?title, ()),
      e:fact('languages', $profile/tei:langUsage/tei:language ! e:plain(.), ()),
      e:fact('status', $header/tei:revisionDesc/@status ! ($labels('status.' || .), .)[1], ())"/>
  </xsl:template>

  <xsl:template name="e:correspondents" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="actions" as="element()*" select="tei:teiHeader/tei:profileDesc/tei:correspDesc/tei:correspAction"/>
    <xsl:for-each select="'sent', 'received'">
      <xsl:variable name="type" as="xs:string" select="."/>
      <xsl:sequence select="e:fact($type,
          $actions[@type = $type]/(tei:persName | tei:orgName | tei:name | tei:rs)[e:plain(.)] ! e:correspondent(.), ())"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A name, which leads to its entry if there is one. -->
  <xsl:function name="e:correspondent" as="item()">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="href" as="xs:string?" select="e:tokens($name/@ref)[1] ! e:link(.)?href[.]"/>
    <xsl:choose>
      <xsl:when test="exists($href)"><a href="{$href}"><xsl:value-of select="e:plain($name)"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="e:plain($name)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="e:fact" as="element()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:param name="cert" as="xs:string?"/>
    <xsl:variable name="told" as="item()*" select="$values[string()]"/>
    <xsl:if test="exists($told)">
      <div>
        <dt><xsl:value-of select="e:label('fact.' || $key)"/></dt>
        <dd>
          <xsl:for-each select="$told">
            <xsl:if test="position() gt 1">; </xsl:if>
            <xsl:choose>
              <xsl:when test=". instance of element()"><xsl:sequence select="."/></xsl:when>
              <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
          <xsl:if test="$cert = ('medium', 'low', 'unknown')">
            <span class="cert"> (<xsl:value-of select="e:label('cert.' || $cert)"/>)</span>
          </xsl:if>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
