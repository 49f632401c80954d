<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The navigation document: contents, which are a page of the book, too, and landmarks. `$document?groups` holds the
       parts of the book (`kind`, `entries`), an entry its `title`, `href`, `language`, `date`, and further `pages`. -->

  <xsl:template name="e:epub-contents" as="element(h:html)" visibility="public">
    <xsl:context-item use="optional"/>
    <xsl:call-template name="e:leaf-of-book">
      <xsl:with-param name="title" select="e:label('contents')"/>
      <xsl:with-param name="class" select="'page-contents'"/>
      <xsl:with-param name="main" as="element(h:nav)+">
        <nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
          <h1 id="toc-title"><xsl:value-of select="e:label('contents')"/></h1>
          <ol>
            <li><a href="imprint.xhtml"><xsl:value-of select="e:label('imprint')"/></a></li>
            <xsl:sequence select="$document?groups?* ! e:group(.)"/>
          </ol>
        </nav>
        <nav epub:type="landmarks" hidden="" aria-labelledby="landmarks-title">
          <h2 id="landmarks-title"><xsl:value-of select="e:label('epub.landmarks')"/></h2>
          <ol>
            <li><a epub:type="titlepage" href="title.xhtml"><xsl:value-of select="e:label('epub.title-page')"/></a></li>
            <li><a epub:type="copyright-page" href="imprint.xhtml"><xsl:value-of select="e:label('imprint')"/></a></li>
            <li><a epub:type="toc" href="contents.xhtml#toc"><xsl:value-of select="e:label('contents')"/></a></li>
            <xsl:for-each select="$document?groups?*">
              <li><a epub:type="{e:landmark(?kind)}" href="{?entries?1?href}"><xsl:value-of select="e:book-group-title(.)"/></a></li>
            </xsl:for-each>
          </ol>
        </nav>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="e:landmark" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="map{'front': 'introduction', 'documents': 'bodymatter', 'registers': 'index', 'back': 'backmatter'}($kind)"/>
  </xsl:function>

  <xsl:function name="e:book-group-title" as="xs:string">
    <xsl:param name="group" as="map(*)"/>
    <xsl:sequence select="
      if ($group?kind = ('front', 'back')) then $group?entries?1?title else e:label('book.' || $group?kind)"/>
  </xsl:function>

  <!-- Documents and registers stand below a line of their own; what leads to them, and away from them, does not. -->
  <xsl:function name="e:group" as="element(h:li)+">
    <xsl:param name="group" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$group?kind = ('documents', 'registers')">
        <li class="group">
          <span><xsl:value-of select="e:book-group-title($group)"/></span>
          <ol><xsl:sequence select="$group?entries?* ! e:entry-of-contents(.)"/></ol>
        </li>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$group?entries?* ! e:entry-of-contents(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="e:entry-of-contents" as="element(h:li)">
    <xsl:param name="entry" as="map(*)"/>
    <li>
      <a href="{$entry?href}">
        <xsl:sequence select="$entry?language[.][e:html-language(.)] ! e:language-of-title(.)"/>
        <xsl:value-of select="($entry?title[normalize-space()], e:label('kind.document'))[1]"/>
        <xsl:for-each select="$entry?date">
          <xsl:text> </xsl:text>
          <span class="date">
            <xsl:sequence select="e:book-language($site?language)"/>
            <xsl:value-of select="e:date-words(.)"/>
          </span>
        </xsl:for-each>
      </a>
      <xsl:if test="exists($entry?pages?*)">
        <ol><xsl:sequence select="$entry?pages?* ! e:entry-of-contents(.)"/></ol>
      </xsl:if>
    </li>
  </xsl:function>

  <xsl:function name="e:language-of-title" as="attribute()*">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="e:book-language($tag)"/>
    <xsl:if test="e:right-to-left($tag) ne e:right-to-left($site?language)">
      <xsl:attribute name="dir" select="if (e:right-to-left($tag)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
