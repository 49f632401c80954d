<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- The HTML edition. Two entries: mode e:page takes a TEI document to one of its pages, templates e:contents-page …
       make the pages of the site as a whole. Each gives one page and writes nothing. A layer of a project imports this
       module and overrides templates in the declared modes. -->

  <xsl:import href="../shared/params.xsl"/>
  <xsl:include href="modes.xsl"/>
  <xsl:include href="../shared/functions.xsl"/>
  <xsl:include href="../shared/dates.xsl"/>
  <xsl:include href="../shared/calendars.xsl"/>
  <xsl:include href="../shared/joints.xsl"/>
  <xsl:include href="../shared/display.xsl"/>
  <xsl:include href="../shared/drawings.xsl"/>
  <xsl:include href="../shared/signs.xsl"/>
  <xsl:include href="../shared/told.xsl"/>
  <xsl:include href="../shared/rendition.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="languages.xsl"/>
  <xsl:include href="document.xsl"/>
  <xsl:include href="pages.xsl"/>
  <xsl:include href="facts.xsl"/>
  <xsl:include href="citing.xsl"/>
  <xsl:include href="taking.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="attributes.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="numbers.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="lines.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="levels.xsl"/>
  <xsl:include href="switches.xsl"/>
  <xsl:include href="cards.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="facsimile.xsl"/>
  <xsl:include href="marks.xsl"/>
  <xsl:include href="genetic.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="readings.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="drawings.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="conversation.xsl"/>
  <xsl:include href="cast.xsl"/>
  <xsl:include href="course.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="spoken.xsl"/>
  <xsl:include href="dictionaries.xsl"/>
  <xsl:include href="linking.xsl"/>
  <xsl:include href="features.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="particulars.xsl"/>
  <xsl:include href="runs.xsl"/>
  <xsl:include href="remarks.xsl"/>
  <xsl:include href="manuscripts.xsl"/>
  <xsl:include href="registers.xsl"/>
  <xsl:include href="identity.xsl"/>
  <xsl:include href="mentions.xsl"/>
  <xsl:include href="passages.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="code.xsl"/>
  <xsl:include href="specifications.xsl"/>
  <xsl:include href="contents.xsl"/>
  <xsl:include href="colophon.xsl"/>
  <xsl:include href="making.xsl"/>
  <xsl:include href="former.xsl"/>
  <xsl:include href="timeline.xsl"/>
  <xsl:include href="map.xsl"/>
  <xsl:include href="archives.xsl"/>
  <xsl:include href="ledger.xsl"/>
  <xsl:include href="navigation.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="bare.xsl"/>

  <!-- XHTML that a browser reads as HTML and an XML parser as XML, so that a page can be checked by either. -->
  <xsl:output method="xhtml" html-version="5.0" indent="no" omit-xml-declaration="yes" include-content-type="no"
      encoding="UTF-8"/>

</xsl:stylesheet>
