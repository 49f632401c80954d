<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Speech: turns with their speakers beside them, gestures, and the speakers at a glance. -->

  <xsl:key name="e:turns" match="tei:text//tei:sp" use="tokenize(@who)[1]"/>

  <!-- The speakers of a document in the order of their first turn: their pointers, which are their colours' numbers. -->
  <xsl:function name="e:speakers" as="xs:string*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="distinct-values($root/*/tei:text//tei:sp/tokenize(@who)[1])"/>
  </xsl:function>

  <xsl:template match="tei:sp" mode="e:content" as="element(h:div)">
    <xsl:param name="e:slots" as="map(xs:string, xs:integer)" select="map{}" tunnel="yes"/>
    <xsl:variable name="who" as="xs:string?" select="tokenize(@who)[1]"/>
    <div data-speaker="{$who ! $e:slots(.)}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="$who and not(tei:speaker)">
        <xsl:call-template name="e:turn-head">
          <xsl:with-param name="who" select="$who"/>
        </xsl:call-template>
      </xsl:if>
      <div class="speech">
        <xsl:apply-templates mode="e:content"/>
      </div>
    </div>
  </xsl:template>

  <!-- Number and speaker beside a turn, and what it answers. All of it is ours: the names stand in the sentences. -->
  <xsl:template name="e:turn-head" as="element(h:div)">
    <xsl:context-item as="element(tei:sp)" use="required"/>
    <xsl:param name="who" as="xs:string" required="yes"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($who)[?href]"/>
    <div class="turn-head" data-generated="">
      <h3>
        <a class="number" href="#{e:address(.)}">
          <span class="vh"><xsl:value-of select="e:label('turn')"/><xsl:text> </xsl:text></span>
          <xsl:value-of select="e:block(.)?ordinal"/>
        </a>
        <xsl:text> </xsl:text>
        <xsl:element name="{if (exists($link)) then 'a' else 'span'}">
          <xsl:attribute name="class" select="'speaker'"/>
          <xsl:if test="exists($link)">
            <xsl:attribute name="href" select="$link?href"/>
          </xsl:if>
          <xsl:value-of select="e:speaker-name($who)"/>
        </xsl:element>
      </h3>
      <xsl:call-template name="e:turn-kind"/>
    </div>
  </xsl:template>

  <xsl:template name="e:turn-kind" as="element(h:p)?">
    <xsl:context-item as="element(tei:sp)" use="required"/>
    <xsl:variable name="kinds" as="xs:string*" select="e:tokens(@ana) ! replace(., '^.*[:#]', '')"/>
    <xsl:variable name="answered" as="element(tei:sp)?" select="id(@corresp ! substring-after(., '#'))/self::tei:sp"/>
    <xsl:if test="$kinds = ('turn-question', 'turn-answer', 'turn-reply')">
      <p class="turn-kind">
        <xsl:if test="$kinds = 'turn-question'">
          <span><xsl:value-of select="e:label('turn-question')"/></span>
        </xsl:if>
        <xsl:if test="$kinds = ('turn-answer', 'turn-reply')">
          <xsl:if test="$kinds = 'turn-question'">, </xsl:if>
          <span>
            <xsl:value-of select="e:label($kinds[. = ('turn-answer', 'turn-reply')][1])"/>
            <xsl:for-each select="$answered">
              <xsl:text> </xsl:text>
              <a href="#{e:address(.)}"><xsl:value-of select="e:block(.)?ordinal"/></a>
            </xsl:for-each>
          </span>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:stage" mode="e:content" as="element()">
    <xsl:element name="{if (e:inline(.)) then 'span' else 'p'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:speaker" mode="e:content" as="element(h:p)">
    <p>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:said" mode="e:content" as="element(h:span)">
    <span data-direct="{@direct}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </span>
  </xsl:template>

  <!-- Who took part, how often and how long each spoke, and a strip with one bar a turn. Unticking a speaker folds
       his turns to a line each: a rule of CSS. -->
  <xsl:template name="e:cast" as="element(h:section)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="speakers" as="xs:string*" select="e:speakers(.)"/>
    <xsl:variable name="words" as="map(xs:string, xs:integer)" select="map:merge(
        $speakers ! map{.: sum(key('e:turns', ., $document) ! e:word-count(.))})"/>
    <section class="cast" aria-labelledby="cast" data-generated="">
      <h2 id="cast"><xsl:value-of select="e:label('cast')"/></h2>
      <xsl:call-template name="e:strip"/>
      <table>
        <thead>
          <tr>
            <xsl:for-each select="'show', 'name', 'role', 'turns', 'words', 'share'">
              <th scope="col"><xsl:value-of select="e:label('cast.' || .)"/></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$speakers">
            <xsl:sequence select="e:cast-row(., $document, position(), $words(.), sum($words?*))"/>
          </xsl:for-each>
          <xsl:for-each select="$document/*/tei:teiHeader//tei:particDesc//tei:person[not(@sameAs = $speakers)]">
            <tr>
              <td/>
              <th scope="row"><xsl:value-of select="e:plain(tei:persName[1])"/></th>
              <td><xsl:value-of select="e:tokens(@role) ! e:label('role.' || .)" separator=", "/></td>
              <td>0</td><td>0</td><td/>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <p class="hint"><xsl:value-of select="e:label('cast.hint')"/></p>
    </section>
  </xsl:template>

  <xsl:function name="e:cast-row" as="element(h:tr)">
    <xsl:param name="who" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="slot" as="xs:integer"/>
    <xsl:param name="words" as="xs:integer"/>
    <xsl:param name="all" as="xs:integer"/>
    <xsl:variable name="turns" as="element(tei:sp)*" select="key('e:turns', $who, $document)"/>
    <xsl:variable name="person" as="element(tei:person)?"
        select="($document/*/tei:teiHeader//tei:particDesc//tei:person[@sameAs = $who or '#' || @xml:id = $who])[1]"/>
    <tr data-speaker="{$slot}">
      <td>
        <xsl:if test="$slot le 8">
          <input type="checkbox" id="show-{$slot}" checked="checked" aria-label="{
              e:label('cast.show-turns')} {e:speaker-name($who)}"/>
        </xsl:if>
      </td>
      <th scope="row">
        <a class="speaker" href="{(e:link($who)?href[.], '#' || e:address($turns[1]))[1]}">
          <xsl:value-of select="e:speaker-name($who)"/>
        </a>
      </th>
      <td><xsl:value-of select="e:tokens($person/@role) ! e:label('role.' || .)" separator=", "/></td>
      <td><xsl:value-of select="count($turns)"/></td>
      <td><xsl:value-of select="$words"/></td>
      <td><xsl:value-of select="round(100 * $words div max((1, $all)))"/> %</td>
    </tr>
  </xsl:function>

  <!-- The rhythm of the talk: one bar a turn, its height the number of words. The table says the same in numbers. -->
  <xsl:template name="e:strip" as="element()">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="turns" as="element(tei:sp)*" select="*/tei:text//tei:sp"/>
    <xsl:variable name="speakers" as="xs:string*" select="e:speakers(.)"/>
    <xsl:variable name="counts" as="xs:integer*" select="$turns ! e:word-count(.)"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 {8 * count($turns)} 64"
        preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <xsl:for-each select="$turns">
        <xsl:variable name="at" as="xs:integer" select="position()"/>
        <xsl:variable name="height" as="xs:integer"
            select="xs:integer(round(3 + 28 * $counts[$at] div max($counts)))"/>
        <xsl:variable name="slot" as="xs:integer?" select="index-of($speakers, tokenize(@who)[1])"/>
        <rect data-speaker="{$slot}" x="{8 * ($at - 1) + 1}" width="6" height="{$height}"
            y="{if ($slot = 1) then 32 - $height else 32}"/>
      </xsl:for-each>
    </svg>
  </xsl:template>

</xsl:stylesheet>
