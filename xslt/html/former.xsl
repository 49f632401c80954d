<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Old addresses: pages that lead on or say that something is no more, and the ids that elements had. -->

  <!-- A page that is no more. It leads on without a script, too, unless its passages went to different places. -->
  <xsl:template name="e:former-page" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:variable name="title" as="xs:string" select="e:label(if ($document?href) then 'former.moved' else 'former.gone')"/>
    <xsl:call-template name="e:shell">
      <xsl:with-param name="facts" select="map:merge((
          map{'title': $title, 'class': 'page-former', 'stylesheets': ['assets/colophon.css']},
          if ($document?href) then map{'path': substring-before($document?href || '#', '#')} else map{'robots': 'noindex'},
          if ($document?href and array:size($document?parts) eq 0) then map{'refresh': string($document?href)} else (),
          if ($document?href or $document?parts?*?href[.]) then map{'scripts': ['assets/former.js']} else ()))"/>
      <xsl:with-param name="main">
        <article class="former" data-generated="">
          <header class="document-head"><h1><xsl:value-of select="$title"/></h1></header>
          <xsl:if test="$document?href">
            <p><xsl:value-of select="e:label('former.here')"/><xsl:text> </xsl:text><xsl:sequence select="e:onward($document)"/></p>
          </xsl:if>
          <xsl:if test="$document?words">
            <p><xsl:value-of select="$document?words"/></p>
          </xsl:if>
          <xsl:if test="not($document?href)">
            <p><a href="index.html"><xsl:value-of select="e:label('contents')"/></a></p>
          </xsl:if>
          <p class="address"><xsl:value-of select="e:label('former.address')"/>: <code dir="ltr"><xsl:value-of select="$document?page"/></code></p>
          <xsl:if test="array:size($document?parts) gt 0">
            <h2><xsl:value-of select="e:label('former.parts')"/></h2>
            <ul class="parts">
              <xsl:for-each select="$document?parts?*">
                <li id="{?id}"><code dir="ltr">#<xsl:value-of select="?id"/></code>: <xsl:sequence select="e:onward(.)"/></li>
              </xsl:for-each>
            </ul>
          </xsl:if>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Where something is now: a link; or what is said of it where it is no more. -->
  <xsl:function name="e:onward" as="item()">
    <xsl:param name="goal" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$goal?href">
        <a class="onward" href="{$goal?href}"><xsl:value-of select="($goal?title[.], $goal?href)[1]"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="string(($goal?words[.], e:label('former.part-gone'))[1])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What stood on a page of a document and is elsewhere now, or no more: seen only by who asks for its address. -->
  <xsl:template name="e:gone" as="element(h:aside)?">
    <xsl:context-item use="optional"/>
    <xsl:variable name="gone" as="array(*)?" select="$document?pages?($page)?path ! $document?gone?(.)"/>
    <xsl:if test="exists($gone)">
      <aside class="gone" data-generated="" aria-label="{e:label('former.parts')}">
        <xsl:for-each select="$gone?*">
          <p id="{?id}">
            <xsl:if test="?href">
              <xsl:value-of select="e:label('former.part-moved')"/>
              <xsl:text> </xsl:text>
            </xsl:if>
            <xsl:sequence select="e:onward(.)"/>
          </p>
        </xsl:for-each>
      </aside>
    </xsl:if>
  </xsl:template>

  <!-- An element that had other ids on its page: each becomes an empty anchor within what stands for the element. -->
  <xsl:template match="*[@e:former]" mode="e:content e:entry e:note e:header" as="node()*" priority="30">
    <xsl:variable name="made" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:apply-templates select="$made" mode="e:former">
      <xsl:with-param name="e:now" select="string(@e:id)" tunnel="yes"/>
      <xsl:with-param name="e:was" select="tokenize(@e:former)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="h:*[@id]" mode="e:former" as="element()+">
    <xsl:param name="e:now" as="xs:string" tunnel="yes"/>
    <xsl:param name="e:was" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="anchors" as="element(h:span)*">
      <xsl:for-each select="$e:was"><span class="former" id="{.}"/></xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@id ne $e:now">
        <xsl:next-match/>
      </xsl:when>
      <!-- These hold nothing but their own parts, or nothing at all. -->
      <xsl:when test="self::h:ul or self::h:ol or self::h:dl or self::h:table or self::h:tr or self::h:img or self::h:br or self::h:hr">
        <xsl:sequence select="$anchors[not(current()/self::h:tr)], ."/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:sequence select="@*, h:summary, $anchors, node() except h:summary"/>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
