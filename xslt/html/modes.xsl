<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt">

  <!-- Every mode of the stylesheets. Two rules of one layer that match the same node are a mistake, hence "fail". -->

  <!-- A TEI document to one of its pages, the one that $page counts. -->
  <xsl:mode name="e:page" on-no-match="fail" on-multiple-match="fail"/>
  <!-- The same without design, for a document that made one of our rules stop, and its elements. -->
  <xsl:mode name="e:bare-page" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="e:bare" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- A TEI document to the main part of its page. -->
  <xsl:mode name="e:main" on-no-match="fail" on-multiple-match="fail"/>
  <!-- Any element of a text to what stands for it on the page. The last rule shows elements that no other knows. -->
  <xsl:mode name="e:content" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- The attributes that every rendered element has: id, class, lang, dir, data-rend, data-cert. -->
  <xsl:mode name="e:attributes" on-no-match="fail" on-multiple-match="fail"/>
  <!-- An attribute to what it says of an element's kind, cause, hand and certainty, in words. -->
  <xsl:mode name="e:circumstance" on-no-match="deep-skip" on-multiple-match="fail"/>
  <!-- The header, told whole as a description. -->
  <xsl:mode name="e:header" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- A part of a line of the header: names, addresses and references, with separators. -->
  <xsl:mode name="e:run" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- An attribute in words, for elements that say something in their attributes only. -->
  <xsl:mode name="e:remark" on-no-match="deep-skip" on-multiple-match="fail"/>
  <!-- What stands for an element that had other ids, with an anchor for each of these. -->
  <xsl:mode name="e:former" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- A called note, where it stands in the list of notes. -->
  <xsl:mode name="e:note" on-no-match="fail" on-multiple-match="fail"/>
  <!-- An entry of a register. -->
  <xsl:mode name="e:entry" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- A reading of the apparatus, where the list of readings says it again: all of it is generated. -->
  <xsl:mode name="e:apparatus" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- MathML as browsers set it. -->
  <xsl:mode name="e:mathml" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- A document as plain text, and its elements on the way there. -->
  <xsl:mode name="e:text-file" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="e:text" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- What is shown as code: tags and text of other vocabularies. -->
  <xsl:mode name="e:code" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- The words of an element as plain text: no notes, no slips. -->
  <xsl:mode name="e:plain" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- The words of an element as its transcript has them: no notes, no corrections. -->
  <xsl:mode name="e:transcript" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- Empty hooks for a layer on top: more in the head of a page, before and after its main part. -->
  <xsl:mode name="e:head-extra" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="e:before-main" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="e:after-main" on-no-match="deep-skip" on-multiple-match="fail"/>

</xsl:stylesheet>
