<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- A talk in figures and strips: its rhythm, who follows whom, and what it names from turn to turn. A strip is for
       the eye only; the table or list beside it says the same in words. -->

  <!-- Fewer turns leave room: a bar is no block. -->
  <xsl:variable name="e:fewest-bars" as="xs:integer" select="40"/>

  <!-- Two speakers, back to back: a bar for each turn, or for some; its length is the number of words. -->
  <xsl:function name="e:strip" as="element()">
    <xsl:variable name="bars" as="array(*)*" select="$document?talk?speakers?*?bars"/>
    <xsl:variable name="last" as="xs:integer" select="max(($bars?* ! xs:integer(.(1)), 0))"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 {8 * max(($last + 1, $e:fewest-bars))} 200" preserveAspectRatio="none"
        aria-hidden="true" focusable="false">
      <xsl:for-each select="$bars">
        <xsl:variable name="up" as="xs:boolean" select="position() = 1"/>
        <path data-speaker="{position()}">
          <xsl:attribute name="d">
            <xsl:for-each select="?*">
              <xsl:variable name="height" as="xs:integer" select="max((6, xs:integer(.(2)) - 1))"/>
              <xsl:value-of select="'M' || 8 * xs:integer(.(1)) + 1 || ' ' || (if ($up) then 99 - $height else 101) || 'h6v' || $height || 'h-6z'"/>
            </xsl:for-each>
          </xsl:attribute>
        </path>
      </xsl:for-each>
    </svg>
  </xsl:function>

  <!-- One of several speakers, or a topic: where in the talk, and how much. -->
  <xsl:function name="e:lane" as="element()">
    <xsl:param name="bars" as="array(*)"/>
    <xsl:param name="highest" as="xs:integer"/>
    <xsl:variable name="bins" as="xs:integer" select="xs:integer(ceiling($document?talk?turns div $document?talk?size))"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="lane" viewBox="0 0 {4 * $bins} {$highest}" preserveAspectRatio="none"
        aria-hidden="true" focusable="false">
      <path>
        <xsl:attribute name="d">
          <xsl:for-each select="$bars?*">
            <xsl:variable name="height" as="xs:integer" select="max((10, xs:integer(.(2))))"/>
            <xsl:value-of select="'M' || 4 * xs:integer(.(1)) || ' ' || $highest || 'v-' || $height || 'h3v' || $height || 'z'"/>
          </xsl:for-each>
        </xsl:attribute>
      </path>
    </svg>
  </xsl:function>

  <!-- The share of the words, and beneath it that of the turns. -->
  <xsl:function name="e:shares" as="element()">
    <xsl:param name="speaker" as="map(*)"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="shares" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"
        focusable="false">
      <path d="M0 0h{$speaker?share}v6H0z"/>
      <path class="of-turns" d="M0 7h{$speaker?of-turns}v3H0z"/>
    </svg>
  </xsl:function>

  <!-- Mean and longest turn, questions, and who follows whom: folded away. -->
  <xsl:function name="e:figures" as="element(h:details)">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:variable name="speakers" as="map(*)*" select="$document?talk?speakers?*"/>
    <xsl:variable name="asked" as="xs:boolean" select="exists($speakers[?questions gt 0])"/>
    <details class="figures">
      <summary><xsl:value-of select="e:label('cast.figures')"/></summary>
      <table>
        <thead>
          <tr>
            <xsl:for-each select="'name', 'mean', 'longest', 'questions'[$asked]">
              <th scope="col"><xsl:value-of select="e:label('cast.' || .)"/></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$speakers">
            <xsl:variable name="slot" as="xs:integer" select="position()"/>
            <tr data-speaker="{$slot}">
              <th scope="row"><span class="speaker"><xsl:value-of select="$names[$slot]"/></span></th>
              <td><xsl:value-of select="e:digits(string(?mean))"/></td>
              <td>
                <xsl:value-of select="e:digits(string(?longest?words))"/>
                <xsl:text> </xsl:text>
                <a href="{?longest?href}"><xsl:value-of select="e:label('turn'), e:digits(string(?longest?number))"/></a>
              </td>
              <xsl:if test="$asked">
                <td><xsl:value-of select="e:digits(string(?questions))"/></td>
              </xsl:if>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <xsl:sequence select="e:followers($names)"/>
      <p class="hint"><xsl:value-of select="e:label('cast.hint')"/></p>
    </details>
  </xsl:function>

  <xsl:function name="e:followers" as="element(h:table)">
    <xsl:param name="names" as="xs:string*"/>
    <table>
      <caption><xsl:value-of select="e:label('cast.follows')"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="'first', 'then', 'times'">
            <th scope="col"><xsl:value-of select="e:label('cast.' || .)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$document?talk?pairs?*">
          <tr>
            <th scope="row"><xsl:value-of select="$names[xs:integer(current()(1))]"/></th>
            <td><xsl:value-of select="$names[xs:integer(current()(2))]"/></td>
            <td><xsl:value-of select=".(3)"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

  <!-- How the talk goes on: its scenes, and what is named, in the order in which it comes up. -->
  <xsl:function name="e:course" as="element(h:details)?">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:variable name="topics" as="map(*)*" select="$document?talk?topics?*[exists(?date) or exists(e:link(?token)?href[.])]"/>
    <xsl:variable name="marks" as="map(*)*" select="$topics[exists(?date) or e:link(?token)?kind = 'event']"/>
    <xsl:if test="exists($topics) or array:size($document?talk?scenes) gt 0">
      <details class="course" id="-course">
        <summary><xsl:value-of select="e:label('course')"/></summary>
        <xsl:sequence select="e:scenes($names), e:topics($marks, 'course.marks'),
            e:topics($topics[empty(?date) and not(e:link(?token)?kind = 'event')], 'course.names')"/>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:scenes" as="element(h:table)?">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:if test="array:size($document?talk?scenes) gt 0">
      <table>
        <caption><xsl:value-of select="e:label('course.scenes')"/></caption>
        <tbody>
          <xsl:for-each select="$document?talk?scenes?*">
            <tr>
              <th scope="row"><a href="{?href}"><xsl:value-of select="?title"/></a></th>
              <td><xsl:value-of select="for $slot in ?speakers?* return $names[xs:integer($slot)]" separator="{$e:comma}"/></td>
              <td><xsl:value-of select="distinct-values((?from, ?to))" separator="–"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:topics" as="element(h:table)?">
    <xsl:param name="topics" as="map(*)*"/>
    <xsl:param name="caption" as="xs:string"/>
    <xsl:if test="exists($topics)">
      <table class="topics">
        <caption><xsl:value-of select="e:label($caption)"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="e:label('cast.name')"/></th>
            <th scope="col"><xsl:value-of select="e:label('cast.turns')"/></th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$topics">
            <tr>
              <th scope="row"><xsl:sequence select="e:topic(.)"/></th>
              <td>
                <xsl:for-each select="?runs?*">
                  <a href="{?href}"><xsl:value-of select="distinct-values((?from, ?to))" separator="–"/></a>
                  <xsl:text> </xsl:text>
                </xsl:for-each>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:topic" as="item()+">
    <xsl:param name="topic" as="map(*)"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($topic?token)[?href]"/>
    <xsl:choose>
      <xsl:when test="exists($link)">
        <a href="{$link?href}"><xsl:value-of select="($link?short[.], $link?title[.], $topic?text)[1]"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$topic?date ! e:date-words(.)"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="e:lane(array{distinct-values($topic?at?* ! (. idiv $document?talk?size)) ! [., 100]}, 100)"/>
  </xsl:function>

</xsl:stylesheet>
