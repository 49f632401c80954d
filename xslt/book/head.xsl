<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The short facts at the head of a document. The description at the end of the book tells them again, whole. -->

  <xsl:function name="e:facts" as="map(*)*">
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="header" as="element(tei:teiHeader)*" select="$root/*/tei:teiHeader"/>
    <xsl:variable name="profile" as="element(tei:profileDesc)*" select="$header/tei:profileDesc"/>
    <xsl:variable name="actions" as="element()*" select="$profile/tei:correspDesc/tei:correspAction"/>
    <xsl:sequence select="
      e:fact('date', $document?date ! (e:date-words(.) || e:doubt(?cert))),
      e:fact('place', distinct-values(($profile/tei:settingDesc/(.//tei:placeName | .//tei:setting/tei:name[@type = ('place', 'city')] | .//tei:settlement)
          | $header//tei:origPlace
          | $actions[@type = 'sent']/tei:placeName) ! e:plain(.))),
      e:fact('sent', $actions[@type = 'sent']/(tei:persName | tei:orgName | tei:name | tei:rs) ! e:plain(.)),
      e:fact('received', $actions[@type = 'received']/(tei:persName | tei:orgName | tei:name | tei:rs) ! e:plain(.)),
      e:fact('participants', $profile/tei:particDesc//tei:person/e:participant(.)),
      e:fact('archive', $header//tei:sourceDesc//tei:msIdentifier
          ! string-join((text(), * except tei:altIdentifier)[normalize-space()] ! e:plain(.), ', ')),
      e:fact('classification', $profile/tei:textClass/tei:catRef[contains(@target, 'class-')]
          ! e:link(@target)?title)"/>
  </xsl:function>

  <xsl:function name="e:fact" as="map(*)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:if test="exists($values[.])">
      <xsl:sequence select="map{'label': e:label('fact.' || $key), 'value': string-join($values[.], '; ')}"/>
    </xsl:if>
  </xsl:function>

  <!-- "Zudin (interpreter)". -->
  <xsl:function name="e:participant" as="xs:string">
    <xsl:param name="person" as="element(tei:person)"/>
    <xsl:variable name="roles" as="xs:string*" select="e:tokens($person/@role)[not(. = 'speaker')] ! e:label('role.' || .)"/>
    <xsl:sequence select="e:plain($person/tei:persName[1]) || (' (' || string-join($roles, ', ') || ')')[exists($roles)]"/>
  </xsl:function>

  <!-- " (probable)": the editors' certainty, where it is less than high. -->
  <xsl:function name="e:doubt" as="xs:string">
    <xsl:param name="cert" as="xs:string?"/>
    <xsl:sequence select="if ($cert = ('medium', 'low', 'unknown')) then ' (' || e:label('cert.' || $cert) || ')' else ''"/>
  </xsl:function>

</xsl:stylesheet>
