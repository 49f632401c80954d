<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What explains itself: names by cards, one for each entry that the page names, which assets/site.js opens beside the
       links that lead there; dates by their title. -->

  <xsl:template name="e:cards" as="element(h:div)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="cards" as="map(*)" select="($document?cards, map{})[1]"/>
    <xsl:if test="map:size($cards) gt 0">
      <div class="cards" hidden="" data-generated="">
        <xsl:sequence select="e:interface(.)"/>
        <xsl:for-each select="sort(map:keys($cards))">
          <xsl:variable name="card" as="map(*)" select="$cards(.)"/>
          <div id="-card-{position()}" data-for="{.}">
            <b><bdi><xsl:value-of select="$card?title"/></bdi></b>
            <xsl:text> </xsl:text>
            <small><xsl:value-of select="string-join((e:element-label($card?kind), $card?date ! e:date-words(.)), e:label('separator.list'))"/></small>
            <xsl:if test="$card?about">
              <xsl:text> </xsl:text><span><xsl:value-of select="$card?about"/></span>
            </xsl:if>
          </div>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- What a date says of itself: its value in words, in our calendar and in the one that it was written by. Where the
       words say just that, nothing. -->
  <xsl:function name="e:date-title" as="attribute()?" visibility="public">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="words" as="xs:string?" select="e:date-value($date) ! e:date-words(.)"/>
    <xsl:variable name="other" as="xs:string?" select="
      ($date/@datingMethod, $date/@calendar) ! tokenize(.) ! e:calendar-name(.)[. ne e:label('calendar-name.gregorian')] => head()"/>
    <xsl:variable name="parts" as="xs:string*" select="
      if ($other) then ($words ! (. || ' (' || e:label('calendar-name.gregorian') || ')'), string-join((e:custom-dates($date), '(' || $other || ')'), ' '))
      else $words[. ne normalize-space($date)]"/>
    <xsl:if test="exists($parts)">
      <xsl:attribute name="title" select="string-join(($parts, $date/@cert[. ne 'high'] ! (e:label('certainty') || ' ' || e:label('cert.' || .))), '; ')"/>
    </xsl:if>
  </xsl:function>

  <!-- The value of a date in its own calendar, in the words of that. -->
  <xsl:function name="e:custom-dates" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="
      string-join(($date/@when-custom, $date/@from-custom[empty($date/@when-custom)], $date/@to-custom[empty($date/@when-custom)])
        ! e:custom-date(.), ' – ')[.]"/>
  </xsl:function>

  <!-- The value of a date as the index has those of documents. -->
  <xsl:function name="e:date-value" as="map(*)?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="from" as="xs:string?" select="$date/(@when, @from, @notBefore)[1]/string()"/>
    <xsl:variable name="to" as="xs:string?" select="$date/(@when, @to, @notAfter)[1]/string()"/>
    <xsl:if test="$from or $to">
      <xsl:sequence select="map{'from': $from, 'to': $to, 'kind':
        if ($date/@when) then 'exact' else if ($date/(@from | @to)) then 'range'
        else if ($from and $to) then 'within' else if ($to) then 'before' else 'after'}"/>
    </xsl:if>
  </xsl:function>

  <!-- The name of a calendar that a pointer such as tax:cal-julian names; of one that we do not know, nothing. -->
  <xsl:function name="e:calendar-name" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <xsl:variable name="key" as="xs:string?" select="
      if (matches($token, 'gregorian|new-?style', 'i')) then 'gregorian'
      else if (matches($token, 'julian|old-?style', 'i')) then 'julian'
      else if (matches($token, 'jalali|persian|shamsi|solar', 'i')) then 'persian'
      else if (matches($token, 'hijri|islam|muslim|lunar', 'i')) then 'islamic'
      else ()"/>
    <xsl:sequence select="$key ! e:label('calendar-name.' || .)"/>
  </xsl:function>

</xsl:stylesheet>
