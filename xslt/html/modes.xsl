<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt">

  <!-- Every mode of the stylesheets. Two rules of one layer that match the same node are a mistake, hence "fail". -->

  <!-- A TEI document to a map from paths to pages. -->
  <xsl:mode name="e:pages" on-no-match="fail" on-multiple-match="fail" use-accumulators="e:number"/>
  <!-- Any element of a text to what stands for it on the page. The last rule shows elements that no other knows. -->
  <xsl:mode name="e:content" on-no-match="text-only-copy" on-multiple-match="fail" use-accumulators="e:number"/>
  <!-- The attributes that every rendered element has: id, class, lang, dir. -->
  <xsl:mode name="e:attributes" on-no-match="fail" on-multiple-match="fail" use-accumulators="e:number"/>
  <!-- The header, told whole as a description. -->
  <xsl:mode name="e:header" on-no-match="text-only-copy" on-multiple-match="fail" use-accumulators="e:number"/>
  <!-- What an element of the header says in its attributes only. -->
  <xsl:mode name="e:remark" on-no-match="deep-skip" on-multiple-match="fail"/>
  <!-- A called note, where it stands in the list of notes. -->
  <xsl:mode name="e:note" on-no-match="fail" on-multiple-match="fail" use-accumulators="e:number"/>
  <!-- An entry of a register. -->
  <xsl:mode name="e:entry" on-no-match="fail" on-multiple-match="fail" use-accumulators="e:number"/>
  <!-- The words of an element as plain text: no notes, no slips. -->
  <xsl:mode name="e:plain" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- The words of an element as its transcript has them: no notes, no corrections. -->
  <xsl:mode name="e:transcript" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- Empty hooks for a layer on top: more in the head of a page, before and after its main part. -->
  <xsl:mode name="e:head-extra" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="e:before-main" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="e:after-main" on-no-match="deep-skip" on-multiple-match="fail"/>

</xsl:stylesheet>
