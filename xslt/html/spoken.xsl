<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Speech that was recorded, and talk on networks: who speaks, what is heard beside the words, and when. -->

  <!-- An utterance or a post: its number and its speaker beside it. -->
  <xsl:template match="tei:u | tei:post" mode="e:content" as="element(h:div)">
    <xsl:variable name="who" as="xs:string*" select="tokenize((@who, parent::tei:annotationBlock/@who)[1])"/>
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:call-template name="e:turn-attributes"/>
      <xsl:if test="exists($who) or @e:n">
        <p class="voice" data-generated="">
          <xsl:if test="@e:n and @e:id">
            <xsl:call-template name="e:turn-number"/>
            <xsl:text> </xsl:text>
          </xsl:if>
          <span class="speaker"><xsl:value-of select="$who ! e:voice(., current()/root())" separator="{e:label('separator.list')}"/></span>
          <xsl:variable name="said" as="xs:string*" select="e:spoken-when(.)"/>
          <xsl:if test="exists($said)">
            <xsl:text> </xsl:text>
            <span class="remark"><xsl:value-of select="$said" separator="{e:label('separator.list')}"/></span>
          </xsl:if>
          <xsl:call-template name="e:turn-steps"/>
        </p>
        <xsl:call-template name="e:turn-kind"/>
      </xsl:if>
      <div class="speech">
        <!-- Segments and nothing between them are the paragraphs of a long speech. -->
        <xsl:if test="tei:seg[2] and empty(text()[normalize-space()])">
          <xsl:attribute name="data-parts" select="''"/>
        </xsl:if>
        <xsl:apply-templates mode="e:content"/>
      </div>
    </div>
  </xsl:template>

  <!-- A speaker's name: that of the register, that of the header, else the pointer. -->
  <xsl:function name="e:voice" as="xs:string" visibility="public">
    <xsl:param name="who" as="xs:string"/>
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($who)"/>
    <xsl:variable name="person" as="element()?" select="if (starts-with($who, '#')) then $root/id(substring($who, 2)) else ()"/>
    <xsl:sequence select="
      ($link?short[.], $link?title[.], $person/(tei:persName | tei:name | tei:role | tei:p)[1] ! e:plain(.)[.],
        $person[self::tei:role] ! e:plain(.)[.], e:name($who))[1]"/>
  </xsl:function>

  <xsl:function name="e:spoken-when" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/@when/string-join((e:moment(.)), ''),
      $element[@start or @end]/string-join((@start ! e:moment(.), @end ! e:moment(.)), '–'),
      $element/@trans[. ne 'smooth'] ! e:word(.), $element/@modality ! e:word(.)"/>
  </xsl:function>

  <!-- A point of a timeline by its time, else by its name; any other time as it is. -->
  <xsl:function name="e:moment" as="xs:string">
    <xsl:param name="point" as="attribute()"/>
    <xsl:variable name="when" as="element(tei:when)?" select="$point[starts-with(., '#')]/id(substring(., 2))/self::tei:when"/>
    <xsl:sequence select="($when/@absolute ! e:date(.), $when/@interval ! string-join(('+' || ., (../@unit, ../../@unit)[1]), ' '),
        e:date($point) ! replace(., '^#', ''))[1]"/>
  </xsl:function>

  <!-- What is heard or seen beside words: in brackets; a pause by its length. -->
  <xsl:template match="tei:pause | tei:vocal | tei:kinesic | tei:incident | tei:shift" mode="e:content" as="element()">
    <xsl:variable name="worded" as="xs:boolean" select="normalize-space() ne ''"/>
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:added('[' || string-join((
          tokenize(@who)[not(current()/ancestor::*[@who][1]/@who = .)] ! (e:voice(., current()/root()) || ':'),
          string-join((self::tei:shift/@feature, self::tei:shift/@new), ' ')[.],
          self::tei:pause/(@dur ! e:duration(.), @type ! e:word(.), e:element-label('pause'))[1] ! lower-case(.),
          self::*[not($worded or self::tei:pause or self::tei:shift)]/(@type ! e:word(.), e:element-label(local-name()))[1] ! lower-case(.)), ' ')
        || (if ($worded and @who) then ' ' else ''))"/>
      <xsl:apply-templates mode="e:content"/>
      <xsl:sequence select="e:added(string-join((@iterated[. = ('true', '1')] ! ' …', ']')))"/>
    </xsl:element>
  </xsl:template>

  <!-- "PT1.5S" to "1.5 s". -->
  <xsl:function name="e:duration" as="xs:string">
    <xsl:param name="duration" as="xs:string"/>
    <xsl:sequence select="replace($duration, '^PT([\d.]+)S$', '$1 s') => replace('^PT(\d+)M$', '$1 min')"/>
  </xsl:function>

  <xsl:template match="tei:writing" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:tooltip(.)"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:annotationBlock" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </div>
  </xsl:template>

  <!-- The points of time that utterances refer to: a list that is folded away. -->
  <xsl:template match="tei:timeline" mode="e:content" as="element(h:details)">
    <details>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <summary data-generated=""><xsl:value-of select="e:element-label('timeline')"/></summary>
      <ul role="list">
        <xsl:for-each select="tei:when">
          <li>
            <xsl:apply-templates select="." mode="e:attributes"/>
            <span data-generated="">
              <xsl:value-of select="string-join((@xml:id, @absolute ! e:date(.), @interval ! ('+' || string-join((., (current()/@unit, ../../@unit)[1]), ' ')),
                  @since ! replace(., '^#', '')), e:label('separator.list'))"/>
            </span>
          </li>
        </xsl:for-each>
      </ul>
      <xsl:apply-templates select="node() except tei:when" mode="e:content"/>
    </details>
  </xsl:template>

  <xsl:template match="tei:when" mode="e:content" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:added(string-join(e:remarks(.), e:label('separator.list'))[.])"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
