<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- Speech: turns and gestures. -->

  <!-- A turn without a speaker's label in its text gets number and speaker from us, beside the text. -->
  <xsl:template match="tei:sp | tei:u" mode="e:blocks" as="map(*)*">
    <xsl:variable name="who" as="xs:string?" select="tokenize(@who)[1]"/>
    <xsl:variable name="blocks" as="map(*)*" select="e:flow(., 'p')"/>
    <xsl:if test="exists($blocks)">
      <xsl:sequence select="map:merge((
          map{'t': 'turn', 'b': array{$blocks}, 'keys': array{e:keys(.)}},
          e:identity(.),
          if ($who and not(tei:speaker))
            then map{'number': string(@e:n), 'speaker': e:speaker-name($who)}
            else ()))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:speaker" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:flow(., 'speaker')"/>
  </xsl:template>

  <xsl:template match="tei:stage" mode="e:blocks" as="map(*)*">
    <xsl:sequence select="e:flow(., 'stage')"/>
  </xsl:template>

</xsl:stylesheet>
