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

  <!-- The speakers of a document in the order of their first turn: their pointers, which are their colours' numbers. -->
  <xsl:function name="e:speakers" as="xs:string*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="distinct-values($root/*/tei:text//tei:sp/tokenize(@who)[1])"/>
  </xsl:function>

  <xsl:template match="tei:sp" mode="e:content" as="element(h:div)">
    <xsl:param name="e:slots" as="map(xs:string, xs:integer)" select="map{}" tunnel="yes"/>
    <xsl:variable name="who" as="xs:string?" select="tokenize(@who)[1]"/>
    <xsl:variable name="slot" as="xs:integer?" select="$who ! $e:slots(.)"/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:if test="exists($slot)">
        <xsl:attribute name="data-speaker" select="$slot"/>
      </xsl:if>
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
          <xsl:value-of select="@e:n"/>
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
              <a href="#{e:address(.)}"><xsl:value-of select="@e:n"/></a>
            </xsl:for-each>
          </span>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:stage | tei:speaker" mode="e:content" as="element()">
    <xsl:element name="{if (not(e:is-block(.))) then 'span' else if (e:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:said" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:quotes(.)"/>
      <xsl:if test="@direct">
        <xsl:attribute name="data-direct" select="@direct"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Who took part, how often and how long each spoke, and a strip with one bar a turn. Unticking a speaker folds
       his turns to a line each: a rule of CSS. -->
  <xsl:template name="e:cast" as="element(h:section)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="turns" as="element(tei:sp)*" select="*/tei:text//tei:sp[@who]"/>
    <xsl:variable name="lengths" as="xs:integer*" select="$turns ! e:word-count(.)"/>
    <xsl:variable name="who" as="xs:string*" select="$turns ! string(tokenize(@who)[1])"/>
    <xsl:variable name="speakers" as="xs:string*" select="distinct-values($who)"/>
    <xsl:variable name="shares" as="map(xs:string, xs:integer*)">
      <xsl:map>
        <xsl:for-each-group select="1 to count($turns)" group-by="$who[current()]">
          <xsl:map-entry key="current-grouping-key()" select="for $turn in current-group() return $lengths[$turn]"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <section class="cast" aria-labelledby="-cast" data-generated="">
      <h2 id="-cast"><xsl:value-of select="e:label('cast')"/></h2>
      <xsl:if test="count($turns) gt 1 and count($turns) le $e:most-bars">
        <xsl:sequence select="e:strip($turns ! index-of($speakers, tokenize(@who)[1]), $lengths)"/>
      </xsl:if>
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
            <xsl:sequence select="e:cast-row(., $document, position(), $shares(.), sum($lengths))"/>
          </xsl:for-each>
          <xsl:for-each select="$document/*/tei:teiHeader//tei:particDesc//tei:person[not((@sameAs, @xml:id ! ('#' || .)) = $speakers)]">
            <tr>
              <td/>
              <th scope="row"><xsl:value-of select="e:plain((tei:persName, tei:name, .)[1])"/></th>
              <td><xsl:value-of select="e:tokens(@role) ! e:label('role.' || .)" separator=", "/></td>
              <td>0</td><td>0</td><td/>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <p class="hint"><xsl:value-of select="e:label('cast.hint')"/></p>
    </section>
  </xsl:template>

  <!-- A strip with more turns would be a blur. -->
  <xsl:variable name="e:most-bars" as="xs:integer" select="250"/>

  <xsl:function name="e:cast-row" as="element(h:tr)">
    <xsl:param name="who" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="slot" as="xs:integer"/>
    <xsl:param name="turns" as="xs:integer*"/>
    <xsl:param name="all" as="xs:integer"/>
    <xsl:variable name="person" as="element()?" select="
      ($document/*/tei:teiHeader/tei:profileDesc/tei:particDesc//tei:person[@sameAs = $who], id(substring-after($who, '#'), $document))[1]"/>
    <xsl:variable name="name" as="xs:string" select="e:speaker-name($who, $person)"/>
    <tr data-speaker="{$slot}">
      <td>
        <xsl:if test="$slot le 8">
          <input type="checkbox" id="-show-{$slot}" checked="checked" aria-label="{e:label('cast.show-turns')} {$name}"/>
        </xsl:if>
      </td>
      <th scope="row">
        <xsl:element name="{if (e:link($who)?href) then 'a' else 'span'}">
          <xsl:attribute name="class" select="'speaker'"/>
          <xsl:if test="e:link($who)?href">
            <xsl:attribute name="href" select="e:link($who)?href"/>
          </xsl:if>
          <xsl:value-of select="$name"/>
        </xsl:element>
      </th>
      <td><xsl:value-of select="e:tokens($person/@role) ! e:label('role.' || .)" separator=", "/></td>
      <td><xsl:value-of select="count($turns)"/></td>
      <td><xsl:value-of select="sum($turns)"/></td>
      <td><xsl:value-of select="round(100 * sum($turns) div max((1, $all)))"/> %</td>
    </tr>
  </xsl:function>

  <!-- A speaker's name: that of the register, that of the header's list, the pointer itself. -->
  <xsl:function name="e:speaker-name" as="xs:string">
    <xsl:param name="who" as="xs:string"/>
    <xsl:param name="person" as="element()?"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($who)"/>
    <xsl:sequence select="($link?short[.], $link?title[.], ($person/(tei:persName, tei:name)[1], $person[self::tei:role]) ! e:plain(.)[.],
        replace($who, '^.*[:#]', ''))[1]"/>
  </xsl:function>

  <!-- The rhythm of the talk: one bar a turn, its height the number of words. The table says the same in numbers. -->
  <xsl:function name="e:strip" as="element()">
    <xsl:param name="slots" as="xs:integer*"/>
    <xsl:param name="lengths" as="xs:integer*"/>
    <xsl:variable name="longest" as="xs:integer" select="max(($lengths, 1))"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 {8 * count($slots)} 64"
        preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <xsl:for-each select="$slots">
        <xsl:variable name="at" as="xs:integer" select="position()"/>
        <xsl:variable name="height" as="xs:integer" select="xs:integer(round(3 + 28 * $lengths[$at] div $longest))"/>
        <rect data-speaker="{.}" x="{8 * ($at - 1) + 1}" width="6" height="{$height}"
            y="{if (. = 1) then 32 - $height else 32}"/>
      </xsl:for-each>
    </svg>
  </xsl:function>

</xsl:stylesheet>
