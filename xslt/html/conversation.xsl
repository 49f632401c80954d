<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Speech: turns, each with its speaker, its number, what kind it is, and the way to the speaker's turns around it.
       What a turn says of itself stands on it in attributes (edition/site/talk). -->

  <!-- The names of the speakers of this document. A speaker's number is the place in this list. -->
  <xsl:function name="e:speakers" as="xs:string*" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="$document?talk?speakers?* ! e:speaker(., $root)"/>
  </xsl:function>

  <xsl:function name="e:speaker" as="xs:string">
    <xsl:param name="speaker" as="map(*)"/>
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="(string-join($speaker?who?* ! e:voice(., $root), $e:comma)[.], $speaker?label[.], e:label('cast.unnamed'))[1]"/>
  </xsl:function>

  <xsl:variable name="e:comma" as="xs:string" select="e:label('separator.list')"/>
  <xsl:variable name="e:turn" as="xs:string" select="e:within-line(e:label('turn')) || ' '"/>
  <xsl:variable name="e:utterance" as="xs:string" select="e:within-line(e:label('utterance')) || ' '"/>

  <!-- Whose turn this is, and how it is cited: "Stalin, turn 7". -->
  <xsl:template name="e:turn-attributes" as="attribute()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="e:names" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:if test="@e:speaker">
      <xsl:attribute name="data-speaker" select="@e:speaker"/>
    </xsl:if>
    <xsl:if test="@e:speaker and @e:n">
      <xsl:attribute name="data-cite" select="$e:names[xs:integer(current()/@e:speaker)] || $e:comma || (if (self::tei:u) then $e:utterance else $e:turn) || @e:n"/>
    </xsl:if>
  </xsl:template>

  <!-- Where the source prints no name, ours is a heading: heading keys walk through the talk. -->
  <xsl:template match="tei:sp" mode="e:content" as="element(h:div)">
    <div>
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:call-template name="e:turn-attributes"/>
      <xsl:choose>
        <xsl:when test="tei:speaker">
          <xsl:call-template name="e:turn-tools"/>
        </xsl:when>
        <xsl:when test="@who">
          <xsl:call-template name="e:turn-head"/>
        </xsl:when>
      </xsl:choose>
      <div class="speech">
        <xsl:apply-templates mode="e:content"/>
      </div>
    </div>
  </xsl:template>

  <!-- Number and speaker beside a turn, and what it answers. All of it is ours: the names stand in the sentences. -->
  <xsl:template name="e:turn-head" as="element(h:div)">
    <xsl:context-item as="element(tei:sp)" use="required"/>
    <xsl:param name="e:names" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="who" as="xs:string" select="tokenize(@who)[1]"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($who)[?href]"/>
    <div class="turn-head" data-generated="">
      <h3>
        <xsl:call-template name="e:turn-number"/>
        <xsl:text> </xsl:text>
        <xsl:element name="{if (exists($link)) then 'a' else 'span'}">
          <xsl:attribute name="class" select="'speaker'"/>
          <xsl:if test="exists($link)">
            <xsl:attribute name="href" select="$link?href"/>
          </xsl:if>
          <xsl:value-of select="($e:names[xs:integer(current()/@e:speaker)], e:voice($who, root()))[1]"/>
        </xsl:element>
      </h3>
      <xsl:call-template name="e:turn-kind"/>
      <xsl:if test="@e:before or @e:after">
        <p class="turn-steps"><xsl:call-template name="e:turn-steps"/></p>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- Beside a turn that names its speaker itself. A play has many: the number alone, and the ways to other pages; a
       script adds those within the page. -->
  <xsl:template name="e:turn-tools" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:if test="@e:speaker">
      <a class="number" href="#{@e:id}" data-generated=""><xsl:value-of select="@e:n"/></a>
      <xsl:if test="@e:before or @e:after">
        <span class="turn-steps" data-generated=""><xsl:call-template name="e:turn-steps"/></span>
      </xsl:if>
      <xsl:call-template name="e:turn-kind"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="e:turn-number" as="element(h:a)">
    <xsl:context-item as="element()" use="required"/>
    <a class="number" href="#{@e:id}">
      <span class="vh"><xsl:value-of select="if (self::tei:u) then $e:utterance else $e:turn"/></span>
      <xsl:value-of select="@e:n"/>
    </a>
  </xsl:template>

  <!-- To the turns of the same speaker before and after this one. -->
  <xsl:template name="e:turn-steps" as="element(h:a)*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="e:names" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string?" select="$e:names[xs:integer(current()/@e:speaker)]"/>
    <xsl:if test="@e:before">
      <a class="step" href="{@e:before}" aria-label="{$e:before-this}{$name}">‹</a>
    </xsl:if>
    <xsl:if test="@e:after">
      <a class="step" href="{@e:after}" aria-label="{$e:after-this}{$name}">›</a>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="e:before-this" as="xs:string" select="e:label('turn.previous') || ' '"/>
  <xsl:variable name="e:after-this" as="xs:string" select="e:label('turn.next') || ' '"/>

  <!-- Question, answer, reply; to whom; and how it is told, where most turns are told otherwise. -->
  <xsl:template name="e:turn-kind" as="element(h:p)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:if test="@e:kind or @e:to or @e:mode">
      <p class="turn-kind" data-generated="">
        <xsl:if test="e:is(., 'question')">
          <span><xsl:value-of select="e:label('turn-question')"/></span>
        </xsl:if>
        <xsl:if test="e:is(., 'answer') or e:is(., 'reply')">
          <span>
            <xsl:value-of select="e:label(if (e:is(., 'answer')) then 'turn-answer' else 'turn-reply')"/>
            <xsl:if test="@e:answers">
              <xsl:text> </xsl:text>
              <a href="{tokenize(@e:answers)[1]}"><xsl:value-of select="tokenize(@e:answers)[2]"/></a>
            </xsl:if>
          </span>
        </xsl:if>
        <xsl:if test="@e:to">
          <span>
            <xsl:value-of select="e:label('turn.to')"/>
            <xsl:text> </xsl:text>
            <xsl:value-of select="tokenize(@e:to) ! e:voice(., current()/root())" separator="{$e:comma}"/>
          </span>
        </xsl:if>
        <xsl:if test="@e:mode">
          <span><xsl:value-of select="e:label('mode.' || @e:mode)"/></span>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:function name="e:is" as="xs:boolean">
    <xsl:param name="turn" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="tokenize($turn/@e:kind) = $kind"/>
  </xsl:function>

  <xsl:template match="tei:stage | tei:speaker" mode="e:content" as="element()">
    <xsl:element name="{if (not(e:is-block(.))) then 'span' else if (e:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <!-- What is said within a narrative is a turn if it tells by whom: its number stands before it as that of a verse. -->
  <xsl:template match="tei:said" mode="e:content" as="element()">
    <xsl:element name="{if (e:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="e:attributes"/>
      <xsl:sequence select="e:quotes(.)"/>
      <xsl:if test="@direct">
        <xsl:attribute name="data-direct" select="@direct"/>
      </xsl:if>
      <xsl:call-template name="e:turn-attributes"/>
      <xsl:if test="@e:speaker and @e:n">
        <xsl:call-template name="e:said-number"/>
      </xsl:if>
      <xsl:apply-templates mode="e:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="e:said-number" as="element(h:span)">
    <xsl:context-item as="element(tei:said)" use="required"/>
    <xsl:param name="e:names" as="xs:string*" select="()" tunnel="yes"/>
    <span class="said-number" data-generated="">
      <a class="number" href="#{@e:id}" aria-label="{$e:names[xs:integer(current()/@e:speaker)]}{$e:comma}{$e:turn}{@e:n}">
        <xsl:value-of select="@e:n"/>
      </a>
    </span>
  </xsl:template>

</xsl:stylesheet>
