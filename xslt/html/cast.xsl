<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The speakers at a glance: who took part, how often and how long each spoke, and which turns are shown in full.
       Unticking a speaker folds the turns to a line each: a rule of CSS. The figures are those of the whole document. -->

  <!-- Speakers with a box of their own; CSS knows no more. -->
  <xsl:variable name="e:most-boxes" as="xs:integer" select="8"/>

  <!-- The speakers that have turns on this page, by their numbers. -->
  <xsl:function name="e:heard" as="xs:integer*">
    <xsl:sequence select="$document?talk?pages?($page)?* ! xs:integer(.)"/>
  </xsl:function>

  <!-- True where a page has turns to be folded. -->
  <xsl:function name="e:has-turns" as="xs:boolean" visibility="public">
    <xsl:sequence select="exists($document?talk) and exists(e:heard())"/>
  </xsl:function>

  <!-- The speakers of the whole on the page where the text begins, those who are heard on a further one. -->
  <xsl:template name="e:talk" as="element()?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="names" as="xs:string*" required="yes"/>
    <xsl:choose>
      <xsl:when test="empty($names)"/>
      <xsl:when test="$page = $document?talk?first">
        <!-- On a phone, assets/conversation.js folds it, so that the text begins on the first screen. -->
        <details class="talk" id="-talk" open="open" data-generated="">
          <xsl:sequence select="e:interface(.)"/>
          <summary>
            <h2>
              <span id="-cast"><xsl:value-of select="e:label('cast')"/></span>
              <xsl:text> </xsl:text>
              <span class="few"><xsl:value-of select="$names[position() le 3]" separator="{$e:comma}"/><xsl:value-of select="' …'[count($names) gt 3]"/></span>
            </h2>
          </summary>
          <section class="cast" aria-labelledby="-cast">
            <xsl:call-template name="e:cast">
              <xsl:with-param name="names" select="$names"/>
            </xsl:call-template>
          </section>
        </details>
      </xsl:when>
      <xsl:when test="e:has-turns()">
        <section class="cast" aria-label="{e:label('cast')}" data-generated="">
          <xsl:sequence select="e:interface(.), e:boxes($names), e:only($names)"/>
        </section>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="e:cast" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="names" as="xs:string*" required="yes"/>
    <xsl:variable name="roles" as="xs:string*" select="$document?talk?speakers?* ! string-join(?who?* ! e:roles(., current()), $e:comma)"/>
    <xsl:variable name="rows" as="element(h:tr)*">
      <xsl:for-each select="$document?talk?speakers?*">
        <xsl:variable name="slot" as="xs:integer" select="position()"/>
        <xsl:sequence select="e:cast-row(., $slot, $names[$slot], $roles[$slot])"/>
      </xsl:for-each>
      <xsl:sequence select="e:silent(.)"/>
    </xsl:variable>
    <xsl:if test="count($names) le 2">
      <xsl:sequence select="e:strip()"/>
    </xsl:if>
    <xsl:sequence select="e:cast-table($rows[position() le $e:most-boxes])"/>
    <xsl:if test="count($rows) gt $e:most-boxes">
      <details class="further">
        <summary>
          <xsl:value-of select="e:label('cast.more') => replace('\{number\}', string(count($rows) - $e:most-boxes))"/>
        </summary>
        <xsl:sequence select="e:cast-table($rows[position() gt $e:most-boxes])"/>
      </details>
    </xsl:if>
    <xsl:if test="e:has-turns()">
      <xsl:sequence select="e:others($names), e:only($names)"/>
    </xsl:if>
    <xsl:variable name="hints" as="xs:string*" select="
      e:label('cast.hint-fold')[e:has-turns()], $document?talk?mode[.] ! e:label('mode.usual-' || .)"/>
    <xsl:if test="exists($hints)">
      <p class="hint"><xsl:value-of select="$hints" separator=" "/></p>
    </xsl:if>
    <xsl:sequence select="e:figures($names), e:course($names)"/>
  </xsl:template>

  <xsl:function name="e:cast-table" as="element(h:table)">
    <xsl:param name="rows" as="element(h:tr)*"/>
    <table>
      <thead>
        <tr>
          <xsl:for-each select="'show'[e:has-turns()], 'name', 'turns', 'words', 'share'">
            <th scope="col"><xsl:value-of select="e:label('cast.' || .)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:sequence select="$rows"/>
      </tbody>
    </table>
  </xsl:function>

  <xsl:function name="e:cast-row" as="element(h:tr)">
    <xsl:param name="speaker" as="map(*)"/>
    <xsl:param name="slot" as="xs:integer"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="href" as="xs:string?" select="$speaker?who?*[1] ! e:link(.)?href[.]"/>
    <tr data-speaker="{$slot}">
      <xsl:if test="e:has-turns()">
        <td>
          <xsl:if test="$slot le $e:most-boxes and $slot = e:heard()">
            <input type="checkbox" id="-show-{$slot}" checked="checked" aria-label="{e:label('cast.show-turns')} {$name}"/>
          </xsl:if>
        </td>
      </xsl:if>
      <th scope="row">
        <xsl:element name="{if ($href) then 'a' else 'span'}">
          <xsl:attribute name="class" select="'speaker'"/>
          <xsl:if test="$href">
            <xsl:attribute name="href" select="$href"/>
          </xsl:if>
          <xsl:value-of select="$name"/>
        </xsl:element>
        <xsl:if test="$role">
          <xsl:text> </xsl:text>
          <span class="role"><xsl:value-of select="$role"/></span>
        </xsl:if>
        <xsl:if test="array:size($document?talk?speakers) gt 2">
          <xsl:sequence select="e:lane($speaker?bars, 100)"/>
        </xsl:if>
      </th>
      <td><xsl:value-of select="e:digits(string($speaker?turns))"/></td>
      <td><xsl:value-of select="e:digits(string($speaker?words))"/></td>
      <td><xsl:value-of select="e:label('percent') => replace('\{number\}', e:digits(string($speaker?share)))"/><xsl:sequence select="e:shares($speaker)"/></td>
    </tr>
  </xsl:function>

  <!-- Who took part and has no turn. -->
  <xsl:function name="e:silent" as="element(h:tr)*">
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="heard" as="xs:string*" select="$document?talk?speakers?*?who?*"/>
    <xsl:for-each select="($root/*, e:own-text($root))/tei:teiHeader/tei:profileDesc/tei:particDesc//tei:person[not((@sameAs, @xml:id ! ('#' || .)) = $heard)]">
      <tr>
        <xsl:if test="e:has-turns()">
          <td/>
        </xsl:if>
        <th scope="row">
          <xsl:value-of select="e:plain((tei:persName, tei:name, .)[1])"/>
          <xsl:text> </xsl:text>
          <span class="role"><xsl:value-of select="e:tokens(@role) ! e:label('role.' || .)" separator="{$e:comma}"/></span>
        </th>
        <td><xsl:value-of select="e:digits('0')"/></td>
        <td><xsl:value-of select="e:digits('0')"/></td>
        <td/>
      </tr>
    </xsl:for-each>
  </xsl:function>

  <!-- What a speaker is in this talk: the role in the header, or what the list of a cast says. -->
  <xsl:function name="e:roles" as="xs:string*">
    <xsl:param name="who" as="xs:string"/>
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="own" as="element()?" select="if (starts-with($who, '#')) then $root/id(substring($who, 2)) else ()"/>
    <xsl:variable name="person" as="element()?" select="
      (($root/*, e:own-text($root))/tei:teiHeader/tei:profileDesc/tei:particDesc//tei:person[@sameAs = $who], $own)[1]"/>
    <xsl:sequence select="
      $person[self::tei:person]/tokenize(@role) ! e:label('role.' || .),
      $person[self::tei:role]/../tei:roleDesc[1]/e:plain(.), $person[self::tei:castItem]/tei:roleDesc[1]/e:plain(.)"/>
  </xsl:function>

  <!-- A further page has boxes without figures. -->
  <xsl:function name="e:boxes" as="element(h:fieldset)">
    <xsl:param name="names" as="xs:string*"/>
    <fieldset>
      <legend><xsl:value-of select="e:label('cast.show-turns')"/></legend>
      <xsl:for-each select="e:heard()[. le $e:most-boxes]">
        <label data-speaker="{.}">
          <input type="checkbox" id="-show-{.}" checked="checked"/>
          <xsl:text> </xsl:text>
          <span class="speaker"><xsl:value-of select="$names[current()]"/></span>
        </label>
      </xsl:for-each>
      <xsl:sequence select="e:others($names)"/>
    </fieldset>
  </xsl:function>

  <!-- One box for all who have none of their own. -->
  <xsl:function name="e:others" as="element(h:label)?">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:if test="e:heard() > $e:most-boxes">
      <label>
        <input type="checkbox" id="-show-9" checked="checked"/>
        <xsl:text> </xsl:text>
        <xsl:value-of select="e:label('cast.others')"/>
      </label>
    </xsl:if>
  </xsl:function>

  <!-- One speaker, or two: a script shows this and does it. -->
  <xsl:function name="e:only" as="element(h:p)">
    <xsl:param name="names" as="xs:string*"/>
    <p class="only" id="-cast-only" hidden="hidden" data-nobody="{e:label('cast.nobody')}" data-and="{e:label('cast.and')}"
        data-before="{e:label('turn.previous')}" data-after="{e:label('turn.next')}" data-status="{e:label('cast.status')}">
      <label>
        <span><xsl:value-of select="e:label('cast.only')"/></span>
        <xsl:text> </xsl:text>
        <select>
          <option value=""><xsl:value-of select="e:label('cast.everybody')"/></option>
          <xsl:for-each select="$document?talk?speakers?*">
            <xsl:variable name="slot" as="xs:integer" select="position()"/>
            <option value="{?key}" data-slot="{$slot}"><xsl:value-of select="$names[$slot]"/></option>
          </xsl:for-each>
        </select>
      </label>
      <xsl:text> </xsl:text>
      <span role="status"/>
    </p>
  </xsl:function>

</xsl:stylesheet>
