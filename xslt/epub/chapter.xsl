<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- A TEI document to the chapters of the book: they are cut like the pages of the site. -->

  <!-- A file of the book. `home` leads from it to the folder with the style sheets. -->
  <xsl:template name="e:leaf-of-book" as="element(h:html)">
    <xsl:context-item use="optional"/>
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:param name="home" as="xs:string" select="''"/>
    <xsl:param name="class" as="xs:string" required="yes"/>
    <xsl:param name="main" as="node()*" required="yes"/>
    <html>
      <xsl:namespace name="epub" select="'http://www.idpf.org/2007/ops'"/>
      <xsl:sequence select="e:book-language($site?language)"/>
      <xsl:if test="e:right-to-left($site?language)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
      <head>
        <meta charset="utf-8"/>
        <title><xsl:value-of select="($title[normalize-space()], $site?title[normalize-space()], '–')[1]"/></title>
        <link rel="stylesheet" type="text/css" href="{$home}css/fonts.css"/>
        <link rel="stylesheet" type="text/css" href="{$home}css/book.css"/>
      </head>
      <body class="{$class}">
        <xsl:sequence select="$main"/>
      </body>
    </html>
  </xsl:template>

  <!-- A language, as HTML and as XML say it. -->
  <xsl:function name="e:book-language" as="attribute()+">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:attribute name="lang" select="e:html-language($tag)"/>
    <xsl:attribute name="xml:lang" select="e:html-language($tag)"/>
  </xsl:function>

  <xsl:template match="document-node()" mode="e:chapter" as="element(h:html)">
    <xsl:variable name="article" as="element(h:article)">
      <article>
        <xsl:apply-templates select="*" mode="e:attributes"/>
        <xsl:if test="$page = 1">
          <xsl:attribute name="id" select="*/@e:id"/>
        </xsl:if>
        <xsl:attribute name="class" select="$document?kind"/>
        <xsl:call-template name="e:head-of-chapter"/>
        <xsl:call-template name="e:text-of-chapter"/>
        <xsl:call-template name="e:entries"/>
        <xsl:if test="$page = 1">
          <xsl:apply-templates select="*/tei:teiHeader" mode="e:header"/>
        </xsl:if>
      </article>
    </xsl:variable>
    <xsl:call-template name="e:leaf-of-book">
      <xsl:with-param name="title" select="e:page-title($page)"/>
      <xsl:with-param name="home" select="'../'"/>
      <xsl:with-param name="class" select="'page-' || $document?kind"/>
      <xsl:with-param name="main" as="node()*"><xsl:apply-templates select="$article" mode="e:bound"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The text with its notes, and what travels through both (document.xsl). -->
  <xsl:template name="e:text-of-chapter" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="sigla" as="xs:string*" select="if (//tei:app) then e:sigla(.) else ()"/>
    <xsl:call-template name="e:text-and-notes">
      <xsl:with-param name="notes" select="e:called-notes(.)"/>
      <xsl:with-param name="e:names" tunnel="yes" as="xs:string*" select="e:speakers(.)"/>
      <xsl:with-param name="e:witnesses" tunnel="yes" as="map(xs:string, xs:integer)" select="e:numbered($sigla)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Title, facts and summary; the header tells them again, whole. -->
  <xsl:template name="e:head-of-chapter" as="element(h:header)">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="ours" as="attribute()*" select="e:interface(.)"/>
    <header class="document-head" data-generated="">
      <xsl:sequence select="$ours"/>
      <xsl:if test="$page gt 1">
        <p class="kicker" dir="auto"><xsl:value-of select="$document?title"/></p>
      </xsl:if>
      <h1 dir="auto"><xsl:sequence select="*[exists($ours)] ! e:language(.)"/><xsl:value-of select="e:page-title($page)"/></h1>
      <xsl:variable name="facts" as="element()*">
        <xsl:for-each select="if ($page = 1) then * else e:own-text(.)">
          <xsl:call-template name="e:facts">
            <xsl:with-param name="known" select="$document[$page = 1], $document?pages($page)[$page gt 1]"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="$facts">
        <dl class="facts"><xsl:sequence select="$facts"/></dl>
      </xsl:if>
      <xsl:if test="$page = 1">
        <xsl:for-each select="$document?abstract[.][$document?kind = ('document', 'calendar')]">
          <p class="abstract" dir="auto"><xsl:value-of select="."/></p>
        </xsl:for-each>
      </xsl:if>
    </header>
  </xsl:template>

  <xsl:template match="document-node()" mode="e:bare-chapter" as="element(h:html)">
    <xsl:call-template name="e:leaf-of-book">
      <xsl:with-param name="title" select="e:page-title($page)"/>
      <xsl:with-param name="home" select="'../'"/>
      <xsl:with-param name="class" select="'page-bare'"/>
      <xsl:with-param name="main" as="element(h:article)">
        <article class="bare">
          <h1 data-generated=""><xsl:value-of select="e:page-title($page)"/></h1>
          <xsl:apply-templates select="e:units(.)" mode="e:bare"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
